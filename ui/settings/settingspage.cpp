// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "models/runs/workspace.h"
#include "models/store/auditretention.h"
#include "models/store/backupfile.h"
#include "models/text/displayformats.h"
#include "models/text/languages.h"
#include "resources/resources.h"
#include "ui/audit/retentiondialog.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/lists/regionchoice.h"
#include "ui/settings/keystoreprobe.h"
#include "ui/settings/shortcutspane.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHash>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <algorithm>

namespace muster {

namespace {

constexpr int widest = 900; ///< Pixels of the column: lines that are longer are hard to read.

/// By language and country, in the language in use.
const QList<std::pair<QString, QString>> &localeChoices()
{
    static QHash<QString, QList<std::pair<QString, QString>>> byLanguage;
    QList<std::pair<QString, QString>> &all = byLanguage[languageInUse()];
    if (!all.isEmpty())
        return all;
    all = [] {
        QList<std::pair<QString, QString>> choices;
        const QList<QLocale> locales
            = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
        for (const QLocale &locale : locales) {
            if (locale.language() == QLocale::C || QLocale(locale.name()) != locale)
                continue; // of those that differ in script only the usual one
            choices.append({localeName(locale, languageInUse()), locale.name()});
        }
        std::ranges::sort(
            choices, [](const auto &one, const auto &other) { return one.first.localeAwareCompare(other.first) < 0; });
        return choices;
    }();
    return all;
}

/// Typed words find an entry in the middle; what is none of them goes back to what holds.
void makeSearchable(QComboBox *combo)
{
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setMaxVisibleItems(16);
    combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    combo->completer()->setFilterMode(Qt::MatchContains);
    combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    QObject::connect(combo->lineEdit(), &QLineEdit::editingFinished, combo, [combo] {
        const int exact = combo->findText(combo->currentText(), Qt::MatchFixedString);
        const int index = exact >= 0 ? exact : combo->currentIndex();
        combo->setCurrentIndex(index);
        combo->setEditText(combo->itemText(index));
        combo->lineEdit()->setCursorPosition(0);
    });
}

void choose(QComboBox &combo, const QString &value)
{
    int index = combo.findData(value);
    if (index < 0) { // what the command line or another version chose
        combo.addItem(value, value);
        index = combo.count() - 1;
    }
    combo.setCurrentIndex(index);
}

} // namespace

SettingsPage::SettingsPage(Workspace &workspace, QList<ShortcutRow> navigation, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_preferences(workspace.preferences())
    , m_navigation(std::move(navigation))
{
    setObjectName(QStringLiteral("settingsPage"));
    m_stack = named("settingsStack", new QStackedWidget(this));
    m_nothing = named("noSettingEmptyState", new EmptyState(QStringLiteral("search"), m_stack));
    m_nothing->setAction(tr("Clear search"));
    connect(m_nothing, &EmptyState::triggered, this, [this] {
        m_search->clear();
        m_search->setFocus();
    });
    QWidget *head = buildHead();
    m_area = formArea(buildSections());
    m_area->setAccessibleName(tr("Settings"));
    m_area->setFocusPolicy(Qt::NoFocus);
    addWidgets(m_stack, {m_area, m_nothing});
    fillPage(this, space::m, {head, {m_stack, 1}});
    setFocusProxy(m_search);
    connect(addCommand(Command::Find, this, Qt::WindowShortcut), &QAction::triggered, m_search,
            [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(&m_preferences, &Preferences::changed, this, [this](Setting setting) {
        for (SettingRow *row : std::as_const(m_rows)) {
            if (row->entry().setting == setting)
                showSetting(*row);
        }
    });
    for (SettingRow *row : std::as_const(m_rows))
        showSetting(*row);
}

QWidget *SettingsPage::buildHead()
{
    auto *head = new QWidget(this);
    m_search = searchEdit(head, "settingsSearchEdit", tr("Search settings"));
    m_search->setPlaceholderText(withKeys(tr("Search settings"), commandInfo(Command::Find).keys.value(0)));
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::search);
    auto *reset = pushButton(head, "resetAllSettingsButton", tr("Reset all…"));
    connect(reset, &QPushButton::clicked, this, &SettingsPage::askToResetAll);
    m_readOnly = wrappedLabel(head, "settingsReadOnlyLabel", ColourRole::Warn);
    m_readOnly->showText(m_preferences.isForThisRunOnly()
                             ? tr("Settings can’t be saved now: what you change here lasts until Muster closes.")
                             : QString());
    fillColumn(head, space::s,
               {rowLayout(space::s, {pageTitle(head, tr("Settings")), boxStretch(1), {m_search, 1}, reset}), m_readOnly});
    return head;
}

QWidget *SettingsPage::buildSections()
{
    auto *all = new QWidget(this);
    auto *column = new QWidget(all);
    column->setMaximumWidth(widest);
    auto *sections = bareLayout<QVBoxLayout>(column, space::xl, QMargins(0, 0, space::s, space::m));
    QVBoxLayout *rows = nullptr;
    for (const SettingEntry &entry : settingEntries()) {
        Section &section = m_sections[entry.section];
        if (!section.box) {
            section.box = new QWidget(column);
            rows = bareLayout<QVBoxLayout>(section.box, space::l);
            rows->addWidget(sectionTitle(section.box, settingSectionText(entry.section)));
            sections->addWidget(section.box);
        }
        addRow(entry, rows, section.box);
    }
    sections->addStretch(1);
    fillRow(all, 0, {{column, 100}, boxStretch(1)});
    // As high as the texts are at the width they have, not where the page is narrowest.
    all->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    return all;
}

void SettingsPage::addRow(const SettingEntry &entry, QVBoxLayout *column, QWidget *box)
{
    const bool isWide = entry.setting == Setting::Shortcuts;
    auto *row = new SettingRow(entry, makeControl(entry, box),
                               isWide ? SettingRow::Place::Below : SettingRow::Place::Beside, box);
    if (entry.setting)
        connect(row, &SettingRow::resetAsked, this, [this, setting = *entry.setting] { m_preferences.reset(setting); });
    column->addWidget(row);
    m_sections[entry.section].rows << row;
    m_rows << row;
}

QWidget *SettingsPage::makeControl(const SettingEntry &entry, QWidget *parent)
{
    if (!entry.setting) {
        const QString id = QLatin1String(entry.id);
        if (id == u"keyStore")
            return makeKeyStoreWords(parent);
        if (id == u"notices")
            return makeButton(entry, tr("Show notifications…"), &SettingsPage::noticesAsked, parent);
        if (id == u"schedules")
            return makeButton(entry, tr("Show schedules…"), &SettingsPage::schedulesAsked, parent);
        if (id == u"support")
            return makeButton(entry, tr("Collect…"), &SettingsPage::collectAsked, parent);
        const auto days = int(std::chrono::floor<std::chrono::days>(BackupWriter::lifetime).count());
        return wrappedLabel(parent, "backupsKeptLabel", ColourRole::Text, tr("Kept for %n days", nullptr, days));
    }
    switch (*entry.setting) {
    case Setting::Language: {
        Choices languages{{tr("System language"), QStringLiteral("system")}};
        for (const QString &code : languageCodes())
            languages.append({languageName(code), code});
        return makeChoice(entry, languages, parent);
    }
    case Setting::Colours:
        return makeChoice(entry,
                          {{tr("As the desktop"), QStringLiteral("system")},
                           {tr("Light"), QStringLiteral("light")},
                           {tr("Dark"), QStringLiteral("dark")}},
                          parent);
    case Setting::Contrast:
        return makeChoice(entry,
                          {{tr("As the desktop"), QStringLiteral("system")},
                           {tr("Standard"), QStringLiteral("standard")},
                           {tr("High"), QStringLiteral("high")}},
                          parent);
    case Setting::TextSize: {
        Choices sizes;
        for (const int percent : Preferences::textSizes())
            sizes.append({tr("%1 %").arg(QLocale().toString(percent)), QString::number(percent)});
        return makeChoice(entry, sizes, parent);
    }
    case Setting::Dates:
    case Setting::Numbers:
        return makeLocaleChoice(entry, parent);
    case Setting::DefaultRegion:
        return makeRegionChoice(entry, parent);
    case Setting::PageSize:
        return makeNumber(entry, 1000, parent);
    case Setting::BatchSize:
        return makeNumber(entry, 100, parent);
    case Setting::KeepHistory:
        return makeHistoryChoice(entry, parent);
    case Setting::DesktopMessages:
        return makeChoice(entry,
                          {{tr("For every run"), QStringLiteral("all")},
                           {tr("Only when a run needs attention"), QStringLiteral("attention")},
                           {tr("Never"), QStringLiteral("none")}},
                          parent);
    case Setting::TaskBarMark:
    case Setting::QuietMode:
        return makeSwitch(entry, parent);
    case Setting::Shortcuts:
        return new ShortcutsPane(m_preferences, m_navigation, parent);
    }
    Q_UNREACHABLE();
}

QWidget *SettingsPage::makeChoice(const SettingEntry &entry, const Choices &choices, QWidget *parent)
{
    auto *combo = calmCombo(parent, nullptr, entry.title);
    combo->setObjectName(QLatin1String(entry.id) + QStringLiteral("Combo"));
    for (const auto &[words, value] : choices)
        combo->addItem(words, value);
    // Not activated(): what is typed into a field with a list is none of its occasions.
    connect(combo, &QComboBox::currentIndexChanged, this, [this, combo, setting = *entry.setting] {
        const QString value = combo->currentData().toString();
        set(setting, setting == Setting::TextSize ? QJsonValue(value.toInt()) : QJsonValue(value));
    });
    return combo;
}

QWidget *SettingsPage::makeLocaleChoice(const SettingEntry &entry, QWidget *parent)
{
    Choices choices{{tr("As the language"), QStringLiteral("system")}};
    if (entry.setting == Setting::Dates)
        choices.append({tr("ISO 8601"), QStringLiteral("iso")});
    auto *combo = static_cast<QComboBox *>(makeChoice(entry, choices + localeChoices(), parent));
    const QSignalBlocker quiet(combo);
    makeSearchable(combo);
    return combo;
}

QWidget *SettingsPage::makeRegionChoice(const SettingEntry &entry, QWidget *parent)
{
    auto *combo = static_cast<QComboBox *>(makeChoice(entry, {}, parent));
    const QSignalBlocker quiet(combo);
    fillRegions(combo, tr("None"));
    return combo;
}

QWidget *SettingsPage::makeNumber(const SettingEntry &entry, int most, QWidget *parent)
{
    auto *spin = calmSpin<QSpinBox>(parent, nullptr);
    spin->setObjectName(QLatin1String(entry.id) + QStringLiteral("Spin"));
    spin->setRange(1, most);
    connect(spin, &QSpinBox::valueChanged, this,
            [this, setting = *entry.setting](int value) { set(setting, value); });
    return spin;
}

QWidget *SettingsPage::makeSwitch(const SettingEntry &entry, QWidget *parent)
{
    auto *box = new QCheckBox(tr("On"), parent);
    box->setObjectName(QLatin1String(entry.id) + QStringLiteral("Check"));
    box->setAccessibleName(entry.title);
    connect(box, &QCheckBox::toggled, this, [this, setting = *entry.setting](bool on) { set(setting, on); });
    return box;
}

QWidget *SettingsPage::makeHistoryChoice(const SettingEntry &entry, QWidget *parent)
{
    auto *box = new QWidget(parent);
    Choices choices{{tr("Forever"), AuditKeepTime().text()}};
    for (const int years : {1, 2, 3, 6, 10})
        choices.append({tr("%n years", nullptr, years), AuditKeepTime{.years = years}.text()});
    QWidget *combo = makeChoice(entry, choices, box);
    auto *review = pushButton(box, "reviewOldHistoryButton", tr("Review older files…"));
    connect(review, &QPushButton::clicked, this, [this] { (new RetentionDialog(m_workspace, window()))->open(); });
    fillColumn(box, space::s, {combo, review});
    box->setFocusProxy(combo);
    return box;
}

QWidget *SettingsPage::makeKeyStoreWords(QWidget *parent)
{
    auto *words = wrappedLabel(parent, "keyStoreLabel", ColourRole::Text, tr("Looking for the key store…"));
    auto *probe = new KeyStoreProbe(words);
    connect(probe, &KeyStoreProbe::found, words, [words](const QString &name) {
        words->setPlainText(name.isEmpty() ? tr("None found: secrets last until Muster closes, and backups can only be kept unencrypted.")
                                           : tr("In use: %1").arg(name));
    });
    probe->ask();
    return words;
}

QWidget *SettingsPage::makeButton(const SettingEntry &entry, const QString &text, void (SettingsPage::*asked)(),
                                  QWidget *parent)
{
    auto *button = pushButton(parent, nullptr, text);
    button->setObjectName(QLatin1String(entry.id) + QStringLiteral("Button"));
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, asked);
    return button;
}

void SettingsPage::set(Setting setting, const QJsonValue &value)
{
    if (!m_isShowing)
        m_preferences.set(setting, value);
}

void SettingsPage::showSetting(SettingRow &row)
{
    const QScopedValueRollback showing(m_isShowing, true);
    if (!row.entry().setting)
        return;
    const Setting setting = *row.entry().setting;
    QWidget *control = row.control();
    const auto *box = control->layout() && setting == Setting::KeepHistory ? control : nullptr;
    if (auto *combo = box ? box->findChild<QComboBox *>() : qobject_cast<QComboBox *>(control))
        choose(*combo, m_preferences.value(setting).toVariant().toString());
    else if (auto *spin = qobject_cast<QSpinBox *>(control))
        spin->setValue(m_preferences.number(setting));
    else if (auto *check = qobject_cast<QCheckBox *>(control))
        check->setChecked(m_preferences.flag(setting));
    row.setCanReset(!m_preferences.isDefault(setting) || m_preferences.isUnreadable(setting));
    row.setNote(noteOn(setting));
}

QString SettingsPage::noteOn(Setting setting) const
{
    if (m_preferences.isUnreadable(setting))
        return tr("The saved value couldn’t be read, so the default is used.");
    const QString value = m_preferences.text(setting);
    if (setting == Setting::Language && languageFor(value) != languageInUse())
        //: %1 is a language, as it calls itself.
        return tr("After a restart: %1").arg(languageName(languageFor(value)));
    if (setting == Setting::Dates && value != datesInUse())
        //: %1 is a day and a time.
        return tr("After a restart: %1").arg(dateSample(value));
    if (setting == Setting::Numbers && value != numbersInUse())
        //: %1 is a number.
        return tr("After a restart: %1").arg(numberSample(value));
    return {};
}

void SettingsPage::search(const QString &typed)
{
    int shown = 0;
    for (const Section &section : std::as_const(m_sections)) {
        int ofSection = 0;
        for (SettingRow *row : section.rows) {
            bool fits = row->entry().matches(typed);
            if (auto *keys = qobject_cast<ShortcutsPane *>(row->control())) {
                // Found by its own words it shows all actions, else those that are looked for.
                const int actions = keys->filter(fits ? QString() : typed);
                fits = fits || actions > 0;
            }
            row->setVisible(fits);
            ofSection += fits ? 1 : 0;
        }
        section.box->setVisible(ofSection > 0);
        shown += ofSection;
    }
    m_nothing->setSentence(tr("No setting matches “%1”.").arg(typed.trimmed()));
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_area) : m_nothing);
    Announcer::sayNewest(this, QStringLiteral("settings"),
                         shown > 0 ? tr("Settings found: %1").arg(QLocale().toString(shown))
                                   : tr("No setting matches “%1”.").arg(typed.trimmed()));
}

void SettingsPage::showSetting(const QString &id)
{
    m_search->clear();
    for (SettingRow *row : std::as_const(m_rows)) {
        if (id != QLatin1String(row->entry().id))
            continue;
        layout()->activate(); // rows that were hidden have their places
        m_area->widget()->layout()->activate();
        m_area->ensureWidgetVisible(row, 0, space::xl);
        QWidget *control = row->control();
        (control->focusPolicy() == Qt::NoFocus && !control->focusProxy() ? static_cast<QWidget *>(m_search) : control)
            ->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void SettingsPage::askToResetAll()
{
    askFirst(this,
             {.title = tr("Reset all settings?"),
              .text = tr("Every setting on this page goes back to its default, all changed keys included."),
              .detail = tr("Connections, secrets, saved work and the layout of windows stay as they are."),
              .acceptLabel = tr("Reset settings"),
              .rejectLabel = {},
              .dangerous = true},
             this, [this] { m_preferences.resetAll(); });
}

} // namespace muster
