// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencedetailsform.h"

#include "models/text/audiencetexts.h"
#include "models/text/plurals.h"
#include "ui/audiences/exclusionspicker.h"
#include "ui/common/formparts.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace muster {

namespace {

// Contract section 6.2.
constexpr int nameLimit = 100;
constexpr int descriptionLimit = 500;
constexpr int descriptionHeight = 72;

} // namespace

AudienceDetailsForm::AudienceDetailsForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_description(new QPlainTextEdit(this))
    , m_source(calmCombo(this, "audienceSourceCombo"))
    , m_exclusions(new ExclusionsPicker(this))
{
    m_name->setObjectName(QStringLiteral("audienceNameEdit"));
    m_name->setMaxLength(nameLimit);
    m_description->setObjectName(QStringLiteral("audienceDescriptionEdit"));
    m_description->setTabChangesFocus(true);
    m_description->setMaximumHeight(descriptionHeight);
    m_left = hintLabel(this);
    m_left->setObjectName(QStringLiteral("descriptionLeftLabel"));
    for (const AudienceSource source :
         {AudienceSource::Customer360, AudienceSource::InteractionHistory, AudienceSource::CrmSync})
        m_source->addItem(audienceSourceText(source), int(source));
    m_recalculate = new QCheckBox(tr("Count the people &again"), this);
    m_recalculate->setObjectName(QStringLiteral("recalculateCheck"));
    m_id = new PlainLabel(PlainLabel::Fit::Elide, this);
    m_id->setObjectName(QStringLiteral("audienceIdLabel"));
    m_id->setFont(Theme::monoFont());
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setRole(ColourRole::Muted);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::s);
    column->setSpacing(space::xs);
    const auto add = [this, column](const QString &title, QWidget *field) {
        auto *label = new QLabel(title, this);
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
        return label;
    };
    add(tr("Na&me"), m_name);
    column->addSpacing(space::s);
    add(tr("Descri&ption"), m_description);
    column->addWidget(m_left);
    column->addSpacing(space::s);
    add(tr("The people come &from"), m_source);
    column->addWidget(buildFields());
    column->addSpacing(space::s);
    add(tr("&Leave out the people of"), m_exclusions);
    column->addSpacing(space::s);
    column->addWidget(m_recalculate);
    column->addWidget(hintLabel(this, tr("The tenant does, when this is registered.")));
    column->addSpacing(space::s);
    column->addWidget(m_id);
    column->addStretch(1);

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
    m_fields = hintLabel(row);
    m_fields->setObjectName(QStringLiteral("audienceFieldsLabel"));
    auto *button = new MenuButton(tr("F&ields"), row);
    button->setObjectName(QStringLiteral("audienceFieldsButton"));
    button->setToolTip(tr("Where the fields of this source are known from"));
    m_importFields
        = button->add("importFieldsAction", tr("&Import a file of fields\u2026"), QStringLiteral("folder-open"));
    connect(m_importFields, &QAction::triggered, this, &AudienceDetailsForm::fieldsImportAsked);
    m_removeFields
        = button->add("removeFieldsAction", tr("&Delete what was imported\u2026"), QStringLiteral("trash-2"));
    connect(m_removeFields, &QAction::triggered, this, &AudienceDetailsForm::fieldsRemoveAsked);
    button->popupMenu()->setToolTipsVisible(true);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::s);
    line->addWidget(m_fields, 1);
    line->addWidget(button, 0, Qt::AlignTop);
    return row;
}

void AudienceDetailsForm::showFields(const QString &sentence, bool canImport, bool canRemove)
{
    m_fields->setPlainText(sentence);
    m_importFields->setEnabled(canImport);
    m_removeFields->setEnabled(canImport && canRemove);
    // What is said of an entry that cannot be chosen is why.
    const QString elsewhere = tr("This Muster is open to look only, so fields cannot be changed from here.");
    m_importFields->setToolTip(toolTips::text(canImport ? QString() : elsewhere));
    m_removeFields->setToolTip(toolTips::text(!canImport      ? elsewhere
                                                  : canRemove ? QString()
                                                              : tr("No file of fields was imported for this source.")));
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
    m_id->setPlainText(tr("Id %1").arg(audienceId));
}

void AudienceDetailsForm::setKnown(const QList<AudienceSummary> &audiences, const QString &ownId)
{
    m_exclusions->setKnown(audiences, ownId);
}

void AudienceDetailsForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void AudienceDetailsForm::showLeft()
{
    const int left = descriptionLimit - int(m_description->toPlainText().toUcs4().size());
    m_left->setRole(left < 0 ? ColourRole::Bad : ColourRole::Muted);
    m_left->setPlainText(left < 0
                             ? tr("%1 characters too many", nullptr, pluralForm(-left)).arg(QLocale().toString(-left))
                             : tr("%1 characters left", nullptr, pluralForm(left)).arg(QLocale().toString(left)));
}

} // namespace muster
