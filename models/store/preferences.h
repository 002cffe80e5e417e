// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace muster {

class AppSettings;

/// What a person sets for the whole program. In the order of the settings page.
enum class Setting {
    Language, ///< "system", or one of Preferences::languages().
    Colours, ///< "system", "light", "dark"
    Contrast, ///< "system", "standard", "high"
    TextSize, ///< Percent of the desktop's size, one of Preferences::textSizes().
    Dates, ///< "system", "iso", or a locale by its name: "de_AT". From the next start on.
    Numbers, ///< "system", or a locale. From the next start on.
    DefaultRegion, ///< Of numbers without a country code where nothing else was chosen: ISO 3166 code; empty: none.
    PageSize, ///< Records a page that a new connection begins with, 1 to 1000.
    BatchSize, ///< Contacts a write that a new connection begins with, 1 to 100.
    KeepHistory, ///< AuditKeepTime::text(); nothing is removed by it alone.
    DesktopMessages, ///< Runs whose end the desktop tells: "all", "attention" (those that did not succeed), "none".
    TaskBarMark, ///< Whether the task bar marks the window when a run ends while another one is used.
    QuietMode, ///< Neither message nor mark, whatever the two above say.
    Shortcuts, ///< Object: id of a command to its keys as QKeySequence writes them portably; "": none.
};
inline constexpr int settingCount = int(Setting::Shortcuts) + 1;

/// These settings, kept in AppSettings. A value is always one that can be used: what is missing, unknown or damaged in
/// the file is the default, and isUnreadable() says so. Every change is saved at once, without waiting for the disk,
/// and told to all who show or use it. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT

public:
    explicit Preferences(AppSettings &settings, QObject *parent = nullptr); ///< They are loaded, and outlive it.

    [[nodiscard]] QJsonValue value(Setting setting) const;
    [[nodiscard]] QString text(Setting setting) const { return value(setting).toString(); }
    [[nodiscard]] int number(Setting setting) const { return value(setting).toInt(); }
    [[nodiscard]] bool flag(Setting setting) const { return value(setting).toBool(); }
    [[nodiscard]] static QJsonValue defaultOf(Setting setting);
    /// In settings.json.
    [[nodiscard]] static QString keyOf(Setting setting);
    [[nodiscard]] static QList<int> textSizes();
    /// That there are translations into: codes as of ISO 639, see models/text/languages.h.
    [[nodiscard]] static QStringList languages();

    [[nodiscard]] bool isDefault(Setting setting) const { return value(setting) == defaultOf(setting); }
    /// Something is kept that cannot be used.
    [[nodiscard]] bool isUnreadable(Setting setting) const;
    /// What is set is lost when Muster ends: another one owns the folder, or the file is not to be written.
    [[nodiscard]] bool isForThisRunOnly() const;

    /// False: it cannot be used, and nothing has changed.
    bool set(Setting setting, const QJsonValue &value);
    void reset(Setting setting);
    void resetAll();

Q_SIGNALS:
    void changed(muster::Setting setting);

private:
    bool drop(Setting setting);

    AppSettings &m_settings;
};

} // namespace muster
