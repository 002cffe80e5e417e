// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/preferences.h"

#include "models/store/appsettings.h"
#include "models/store/auditretention.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace muster {

namespace {

bool isOneOf(const QJsonValue &value, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(words, [text = value.toString()](const char *word) { return text == QLatin1String(word); });
}

bool isWhole(const QJsonValue &value, int least, int most)
{
    const int number = value.toInt(least - 1);
    return number >= least && number <= most;
}

/// What is no locale reads as the one of C, or as another one.
bool isLocale(const QJsonValue &value)
{
    const QLocale locale(value.toString());
    return locale.language() != QLocale::C && locale.name() == value.toString();
}

bool isRegion(const QJsonValue &value)
{
    const QString code = value.toString();
    return value.isString()
        && (code.isEmpty()
            || (code.size() == 2 && std::ranges::all_of(code, [](QChar c) { return c >= u'A' && c <= u'Z'; })));
}

bool isKeys(const QJsonValue &value)
{
    const QJsonObject keys = value.toObject();
    return value.isObject() && std::all_of(keys.begin(), keys.end(), [](const QJsonValue &one) { return one.isString(); });
}

struct Row
{
    const char *key; ///< Stands in files, so it stays.
    QJsonValue fallback;
    bool (*fits)(const QJsonValue &value);
};

const Row &rowOf(Setting setting)
{
    /// In the order of Setting.
    static const std::array<Row, settingCount> rows{{
        {"appearance/language", QStringLiteral("system"),
         [](const QJsonValue &value) {
             return isOneOf(value, {"system"}) || Preferences::languages().contains(value.toString());
         }},
        {"appearance/colours", QStringLiteral("system"),
         [](const QJsonValue &value) { return isOneOf(value, {"system", "light", "dark"}); }},
        {"appearance/contrast", QStringLiteral("system"),
         [](const QJsonValue &value) { return isOneOf(value, {"system", "standard", "high"}); }},
        {"appearance/textSize", 100,
         [](const QJsonValue &value) { return Preferences::textSizes().contains(value.toInt()); }},
        {"formats/dates", QStringLiteral("system"),
         [](const QJsonValue &value) { return isOneOf(value, {"system", "iso"}) || isLocale(value); }},
        {"formats/numbers", QStringLiteral("system"),
         [](const QJsonValue &value) { return isOneOf(value, {"system"}) || isLocale(value); }},
        {"lists/defaultRegion", QString(), isRegion},
        {"connections/pageSize", 500, [](const QJsonValue &value) { return isWhole(value, 1, 1000); }},
        {"connections/batchSize", 100, [](const QJsonValue &value) { return isWhole(value, 1, 100); }},
        {auditKeepSetting.data(), AuditKeepTime().text(),
         [](const QJsonValue &value) { return AuditKeepTime::parse(value.toString()).has_value(); }},
        {"notifications/desktop", QStringLiteral("all"),
         [](const QJsonValue &value) { return isOneOf(value, {"all", "attention", "none"}); }},
        {"notifications/taskBar", true, [](const QJsonValue &value) { return value.isBool(); }},
        {"notifications/quiet", false, [](const QJsonValue &value) { return value.isBool(); }},
        {"shortcuts", QJsonObject(), isKeys},
    }};
    return rows[std::size_t(setting)];
}

} // namespace

Preferences::Preferences(AppSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

QString Preferences::keyOf(Setting setting)
{
    return QString::fromLatin1(rowOf(setting).key);
}

QJsonValue Preferences::defaultOf(Setting setting)
{
    return rowOf(setting).fallback;
}

QList<int> Preferences::textSizes()
{
    return {90, 100, 110, 125, 150};
}

QStringList Preferences::languages()
{
    return {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("es"), QStringLiteral("fr")};
}

QJsonValue Preferences::value(Setting setting) const
{
    const QJsonValue kept = m_settings.value(keyOf(setting), defaultOf(setting));
    return rowOf(setting).fits(kept) ? kept : defaultOf(setting);
}

bool Preferences::isUnreadable(Setting setting) const
{
    return !rowOf(setting).fits(m_settings.value(keyOf(setting), defaultOf(setting)));
}

bool Preferences::isForThisRunOnly() const
{
    return m_settings.isReadOnly();
}

bool Preferences::set(Setting setting, const QJsonValue &value)
{
    if (!rowOf(setting).fits(value))
        return false;
    if (value == this->value(setting) && !isUnreadable(setting))
        return true;
    m_settings.setValue(keyOf(setting), value);
    m_settings.saveLater();
    Q_EMIT changed(setting);
    return true;
}

/// Whether there was anything.
bool Preferences::drop(Setting setting)
{
    if (m_settings.value(keyOf(setting)).isUndefined() || m_settings.value(keyOf(setting)).isNull())
        return false;
    m_settings.remove(keyOf(setting));
    return true;
}

void Preferences::reset(Setting setting)
{
    if (!drop(setting))
        return;
    m_settings.saveLater();
    Q_EMIT changed(setting);
}

void Preferences::resetAll()
{
    QList<Setting> dropped;
    for (int at = 0; at < settingCount; ++at) {
        if (drop(Setting(at)))
            dropped << Setting(at);
    }
    if (dropped.isEmpty())
        return;
    m_settings.saveLater();
    for (const Setting setting : std::as_const(dropped))
        Q_EMIT changed(setting);
}

} // namespace muster
