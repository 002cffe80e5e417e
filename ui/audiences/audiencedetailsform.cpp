// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencedetailsform.h"

#include "models/text/amounttext.h"
#include "models/text/audiencetexts.h"
#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStringListModel>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

constexpr int listHeight = 84; // three rows
constexpr int idCharacters = 36;

bool isSame(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

ExclusionsPicker::ExclusionsPicker(QWidget *parent)
    : QWidget(parent)
    , m_edit(lineEdit(this, "exclusionEdit", tr("Audience to exclude, by name or ID"), tr("Audience name or ID")))
    , m_names(new QStringListModel(this))
    , m_list(named("exclusionsList", new QListWidget(this)))
{
    m_edit->setMaxLength(200);
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_edit->setCompleter(completer);
    auto *add = pushButton(this, "addExclusionButton", tr("Exclude"));
    add->setEnabled(false);
    connect(m_edit, &QLineEdit::textChanged, this, [this, add](const QString &text) {
        add->setEnabled(!text.trimmed().isEmpty());
        m_problem->hide();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &ExclusionsPicker::add);
    connect(add, &QPushButton::clicked, this, &ExclusionsPicker::add);
    m_list->setAccessibleName(tr("Excluded audiences"));
    m_list->setMaximumHeight(listHeight);
    connect(addCommand(Command::RemoveExclusion, m_list, Qt::WidgetShortcut), &QAction::triggered, this,
            &ExclusionsPicker::removeSelected);
    m_remove = pushButton(this, "removeExclusionButton", tr("Remove exclusion"), QStringLiteral("x"));
    connect(m_remove, &QPushButton::clicked, this, &ExclusionsPicker::removeSelected);
    connect(m_list, &QListWidget::currentRowChanged, m_remove, [this](int row) { m_remove->setEnabled(row >= 0); });
    m_problem = wrappedLabel(this, "exclusionProblemLabel", ColourRole::Bad);
    m_problem->hide();
    setFocusProxy(m_edit);

    auto *row = rowLayout(space::s, {{m_edit, 1}, add});
    fillColumn(this, space::xs, {row, m_problem, m_list, {m_remove, 0, Qt::AlignLeft}});
    showList();
}

void ExclusionsPicker::setKnown(const QList<AudienceSummary> &audiences, const QString &ownId)
{
    m_known = audiences;
    m_ownId = ownId;
    QStringList names;
    for (const AudienceSummary &audience : audiences) {
        if (!isSame(audience.id, ownId))
            names << visibleText(audience.name, 200);
    }
    m_names->setStringList(names);
    showList();
}

void ExclusionsPicker::setExclusions(const QStringList &ids)
{
    if (m_ids == ids)
        return;
    m_ids = ids;
    showList();
}

QString ExclusionsPicker::nameOf(const QString &id) const
{
    const auto found = std::find_if(m_known.cbegin(), m_known.cend(),
                                    [&id](const AudienceSummary &audience) { return isSame(audience.id, id); });
    return found == m_known.cend() ? QString() : visibleText(found->name, 200);
}

QString ExclusionsPicker::typedId(QString &why) const
{
    const QString typed = m_edit->text().trimmed();
    QStringList named;
    for (const AudienceSummary &audience : m_known) {
        if (isSame(visibleText(audience.name, 200), typed))
            named << audience.id;
    }
    if (named.size() == 1)
        return named.first();
    if (named.size() > 1) {
        why = tr("Several audiences have this name. Enter the ID instead.");
        return {};
    }
    if (isUuid(typed))
        return typed;
    why = typed.size() == idCharacters
        ? tr("Not a valid ID: IDs have 32 digits 0 to 9 and a to f, in groups of 8, 4, 4, 4, and 12.")
        : tr("No audience has this name, and it isn’t a valid ID.");
    return {};
}

void ExclusionsPicker::add()
{
    if (m_edit->text().trimmed().isEmpty())
        return;
    QString why;
    const QString id = typedId(why);
    if (!id.isEmpty() && isSame(id, m_ownId))
        why = tr("An audience can’t exclude itself.");
    else if (!id.isEmpty() && m_ids.contains(id, Qt::CaseInsensitive))
        why = tr("This audience is already excluded.");
    if (!why.isEmpty()) {
        m_problem->setPlainText(why);
        m_problem->show();
        return;
    }
    m_ids << id;
    m_edit->clear();
    showList();
    Q_EMIT changed();
}

void ExclusionsPicker::removeSelected()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_ids.size())
        return;
    m_ids.removeAt(row);
    showList();
    Q_EMIT changed();
}

void ExclusionsPicker::showList()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const QString &id : std::as_const(m_ids)) {
        const QString name = nameOf(id);
        auto *item = new QListWidgetItem(name.isEmpty() ? visibleText(id, 60) : name, m_list);
        item->setToolTip(toolTips::text(id));
    }
    m_list->setCurrentRow(std::min(row, int(m_ids.size()) - 1));
    m_list->setVisible(!m_ids.isEmpty());
    m_remove->setVisible(!m_ids.isEmpty());
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

namespace {

// Contract section 6.2.
constexpr int nameLimit = 100;
constexpr int descriptionLimit = 500;
constexpr int descriptionHeight = 72;

} // namespace

AudienceDetailsForm::AudienceDetailsForm(QWidget *parent)
    : QWidget(parent)
    , m_name(named("audienceNameEdit", new QLineEdit(this)))
    , m_description(named("audienceDescriptionEdit", new QPlainTextEdit(this)))
    , m_source(calmCombo(this, "audienceSourceCombo"))
    , m_exclusions(new ExclusionsPicker(this))
{
    m_name->setMaxLength(nameLimit);
    m_description->setTabChangesFocus(true);
    m_description->setMaximumHeight(descriptionHeight);
    m_left = named("descriptionLeftLabel", hintLabel(this));
    for (const AudienceSource source :
         {AudienceSource::Customer360, AudienceSource::InteractionHistory, AudienceSource::CrmSync})
        m_source->addItem(audienceSourceText(source), int(source));
    m_recalculate = named("recalculateCheck", new QCheckBox(tr("Re-evaluate &audience"), this));
    m_id = elidedLabel(this, "audienceIdLabel", ColourRole::Muted);
    m_id->setFont(Theme::monoFont());
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *column = bareLayout<QVBoxLayout>(this, space::xs, QMargins(space::s, space::m, space::s, space::s));
    const auto add = [this, column](const QString &title, QWidget *field) {
        auto *label = buddyLabel(this, title, field);
        fillBox(column, {label, field});
        return label;
    };
    add(tr("Na&me"), m_name);
    column->addSpacing(space::s);
    add(tr("Descri&ption"), m_description);
    fillBox(column, {m_left, boxGap(space::s)});
    m_sourceLabel = add(tr("Data sourc&e"), m_source);
    fillBox(column, {buildFields(), boxGap(space::s)});
    add(tr("Exc&lude people in"), m_exclusions);
    m_recalculateHint = hintLabel(this, tr("The tenant does this when the audience is registered."));
    fillBox(column, {boxGap(space::s), m_recalculate, m_recalculateHint, boxGap(space::s), m_id, boxStretch(1)});

    const auto tell = [this] {
        showLeft();
        if (!m_filling)
            Q_EMIT changed();
    };
    connect(m_name, &QLineEdit::textChanged, this, tell);
    connect(m_description, &QPlainTextEdit::textChanged, this, tell);
    connect(m_source, &QComboBox::currentIndexChanged, this, tell);
    connect(m_exclusions, &ExclusionsPicker::changed, this, tell);
    connect(m_recalculate, &QCheckBox::toggled, this, tell);
    showLeft();
}

QWidget *AudienceDetailsForm::buildFields()
{
    auto *row = new QWidget(this);
    m_fields = named("audienceFieldsLabel", hintLabel(row));
    auto *button = named("audienceFieldsButton", new MenuButton(tr("F&ields"), row));
    button->setToolTip(tr("Where this source’s fields come from"));
    m_importFields = button->add("importFieldsAction", tr("&Import fields…"), QStringLiteral("folder-open"));
    connect(m_importFields, &QAction::triggered, this, &AudienceDetailsForm::fieldsImportAsked);
    m_removeFields = button->add("removeFieldsAction", tr("&Delete imported fields…"), QStringLiteral("trash-2"));
    connect(m_removeFields, &QAction::triggered, this, &AudienceDetailsForm::fieldsRemoveAsked);
    button->popupMenu()->setToolTipsVisible(true);
    fillRow(row, space::s, {{m_fields, 1}, {button, 0, Qt::AlignTop}});
    return row;
}

void AudienceDetailsForm::showFields(const QString &sentence, bool canImport, bool canRemove)
{
    m_fields->setPlainText(sentence);
    m_importFields->setEnabled(canImport);
    m_removeFields->setEnabled(canImport && canRemove);
    // What is said of an entry that cannot be chosen is why.
    const QString elsewhere = tr("Muster is open read-only, so fields can’t be changed here.");
    m_importFields->setToolTip(toolTips::text(canImport ? QString() : elsewhere));
    m_removeFields->setToolTip(toolTips::text(!canImport ? elsewhere
                                                  : canRemove
                                                  ? QString()
                                                  : tr("No fields file has been imported for this source.")));
}

void AudienceDetailsForm::setDefinition(const AudienceDefinition &definition)
{
    const QScopedValueRollback filling(m_filling, true);
    if (m_name->text() != definition.name)
        m_name->setText(definition.name);
    if (m_description->toPlainText() != definition.description)
        m_description->setPlainText(definition.description);
    m_source->setCurrentIndex(m_source->findData(int(definition.source)));
    m_exclusions->setExclusions(definition.exclusions);
    m_recalculate->setChecked(definition.recalculateOnUpdate);
}

void AudienceDetailsForm::fill(AudienceDefinition &definition) const
{
    definition.name = m_name->text();
    definition.description = m_description->toPlainText();
    definition.source = AudienceSource(m_source->currentData().toInt());
    definition.exclusions = m_exclusions->exclusions();
    definition.recalculateOnUpdate = m_recalculate->isChecked();
}

void AudienceDetailsForm::setId(const QString &audienceId)
{
    m_id->setPlainText(tr("ID %1").arg(audienceId));
}

void AudienceDetailsForm::setKnown(const QList<AudienceSummary> &audiences, const QString &ownId)
{
    m_exclusions->setKnown(audiences, ownId);
}

void AudienceDetailsForm::setHome(AudienceHome home)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_sourceLabel, m_source, m_recalculate, m_recalculateHint})
        part->setVisible(home == AudienceHome::Tenant);
}

void AudienceDetailsForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void AudienceDetailsForm::showLeft()
{
    const int left = descriptionLimit - int(m_description->toPlainText().toUcs4().size());
    m_left->setPlainText(left < 0
                             ? tr("%1 characters too many", nullptr, pluralForm(-left)).arg(QLocale().toString(-left))
                             : tr("%1 characters left", nullptr, pluralForm(left)).arg(QLocale().toString(left)),
                         left < 0 ? ColourRole::Bad : ColourRole::Muted);
}

} // namespace muster
