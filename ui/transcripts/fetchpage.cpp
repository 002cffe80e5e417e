// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/fetchpage.h"

#include "models/items/transcriptmodels.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/interactionchoice.h"
#include "ui/transcripts/policychoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFocusEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSpinBox>
#include <QStackedWidget>

namespace muster {

namespace {

QFormLayout *newForm()
{
    auto *form = new QFormLayout;
    form->setSpacing(space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

void addLine(QFormLayout *form, const QString &text, QWidget *field, QWidget *beside)
{
    auto *label = buddyLabel(field->parentWidget(), text, field);
    auto *line = rowLayout(space::xs, {{field, 1}, beside});
    form->addRow(label, line);
}

} // namespace

FetchForm::FetchForm(QWidget *parent)
    : QWidget(parent)
{
    auto *asked = newForm(), *written = newForm();
    for (QFormLayout *form : {asked, written})
        form->setRowWrapPolicy(QFormLayout::WrapLongRows); // in large text the labels leave too little beside them
    buildAsked(asked);
    buildWritten(written);
    fillColumn(this, space::s,
               {sectionTitle(this, tr("Request to the tenant")), asked, boxGap(space::s),
                sectionTitle(this, tr("Output")), written, m_raw, boxStretch(1)});
}

void FetchForm::buildAsked(QFormLayout *form)
{
    auto *media = bareLayout<QHBoxLayout>(space::l);
    for (const MediaType type : allMediaTypes) {
        auto *check = new QCheckBox(mediaTypeText(mediaTypeKey(type)), this);
        check->setObjectName(mediaTypeKey(type) + QStringLiteral("Check"));
        check->setChecked(true);
        connect(check, &QCheckBox::toggled, this, &FetchForm::changed);
        media->addWidget(check);
        m_media << check;
    }
    media->addStretch(1);
    form->addRow(tr("Media"), media);
    m_redaction = calmCombo(this, "redactionCombo");
    m_redaction->addItem(tr("Tenant default"), int(RedactionPolicy::Auto));
    m_redaction->addItem(tr("No redaction"), int(RedactionPolicy::None));
    m_redaction->addItem(tr("Everything it can redact"), int(RedactionPolicy::Full));
    form->addRow(tr("&Redaction by the tenant"), m_redaction);
    m_downloads = calmSpin<QSpinBox>(this, "downloadsSpin");
    m_downloads->setRange(1, 10);
    m_downloads->setValue(4);
    form->addRow(tr("Parallel &downloads"), m_downloads);
    connect(m_redaction, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_downloads, &QSpinBox::valueChanged, this, &FetchForm::changed);
}

void FetchForm::buildWritten(QFormLayout *form)
{
    m_policy = calmCombo(this, "fetchPolicyCombo", tr("Masking policy"));
    auto *edit = pushButton(this, "editPoliciesButton", tr("Edit…"));
    edit->setAccessibleName(tr("Edit masking policies"));
    connect(edit, &QPushButton::clicked, this, &FetchForm::policiesAsked);
    addLine(form, tr("&Masking policy"), m_policy, edit);
    m_unmasked = named("fetchUnmaskedLabel", hintLabel(this, {}));
    m_unmasked->setRole(ColourRole::Warn);
    m_unmasked->hide();
    form->addRow(QString(), m_unmasked);
    m_form = calmCombo(this, "transcriptFormatCombo");
    m_form->addItem(tr("JSON, one file per interaction"), int(TranscriptForm::Json));
    m_form->addItem(tr("JSON Lines, one file"), int(TranscriptForm::JsonLines));
    m_form->addItem(tr("Plain text, one file per interaction"), int(TranscriptForm::Text));
    form->addRow(tr("Form&at"), m_form);
    m_folder = lineEdit(this, "transcriptFolderEdit", tr("Folder"));
    auto *choose = pushButton(this, "chooseTranscriptFolderButton", tr("Choose…"));
    choose->setAccessibleName(tr("Choose folder"));
    addLine(form, tr("F&older"), m_folder, choose);
    m_webhook = named("transcriptWebhookEdit", new QLineEdit(this));
    m_webhook->setPlaceholderText(tr("https:// address to notify of each transcript (optional)"));
    form->addRow(tr("&Webhook"), m_webhook);
    m_raw = named("writeRawCheck", new QCheckBox(tr("Write text &unmasked; asks again"), this));
    connect(m_policy, &QComboBox::currentIndexChanged, this, &FetchForm::policyChosen);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_form, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderTyped = true; });
    connect(m_folder, &QLineEdit::textChanged, this, &FetchForm::changed);
    connect(m_webhook, &QLineEdit::textChanged, this, &FetchForm::changed);
    connect(m_raw, &QCheckBox::toggled, this, &FetchForm::changed);
    connect(choose, &QPushButton::clicked, this, &FetchForm::chooseFolder);
    setPolicies({});
}

void FetchForm::chooseFolder()
{
    Prompts::instance().chooseFolder(this, tr("Folder for transcripts"), m_folder->text(),
                                     [self = QPointer(this)](const QString &folder) {
                                         if (!self || folder.isEmpty())
                                             return;
                                         self->m_folderTyped = true;
                                         self->m_folder->setText(folder);
                                     });
}

void FetchForm::reset()
{
    for (QCheckBox *media : std::as_const(m_media))
        media->setChecked(true);
    m_redaction->setCurrentIndex(0);
    m_webhook->clear();
    m_raw->setChecked(false);
    m_folderTyped = false;
}

QString FetchForm::policy() const
{
    return m_policy->currentData().toString();
}

void FetchForm::setUnmasked(const QString &sentence)
{
    m_unmasked->showText(sentence);
}

QString FetchForm::unmasked() const
{
    return m_unmasked->plainText();
}

void FetchForm::setFolder(const QString &folder)
{
    if (!m_folderTyped)
        m_folder->setText(folder);
}

void FetchForm::setPolicies(const PolicyNames &names)
{
    fillPolicies(m_policy, names);
}

void FetchForm::choosePolicy(const QString &name)
{
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(name)));
}

void FetchForm::fill(FetchChoice &choice) const
{
    choice.request.mediaTypes.clear();
    for (qsizetype i = 0; i < m_media.size(); ++i) {
        if (m_media[i]->isChecked())
            choice.request.mediaTypes << allMediaTypes[std::size_t(i)];
    }
    choice.request.redaction = RedactionPolicy(m_redaction->currentData().toInt());
    choice.request.concurrentDownloads = m_downloads->value();
    choice.policy = m_policy->currentData().toString();
    choice.form = TranscriptForm(m_form->currentData().toInt());
    const QString folder = m_folder->text().trimmed();
    choice.folder = folder.isEmpty() ? QString() : QDir::cleanPath(QDir::home().absoluteFilePath(folder));
    choice.webhook = QUrl(m_webhook->text().trimmed(), QUrl::StrictMode);
    choice.raw = m_raw->isChecked();
}

void FetchForm::take(const FetchChoice &choice)
{
    for (qsizetype i = 0; i < m_media.size(); ++i)
        m_media[i]->setChecked(choice.request.mediaTypes.contains(allMediaTypes[std::size_t(i)]));
    m_redaction->setCurrentIndex(std::max(0, m_redaction->findData(int(choice.request.redaction))));
    m_downloads->setValue(choice.request.concurrentDownloads);
    choosePolicy(choice.policy);
    m_form->setCurrentIndex(std::max(0, m_form->findData(int(choice.form))));
    m_folderTyped = true;
    m_folder->setText(choice.folder);
    m_webhook->setText(choice.webhook.toString(QUrl::FullyEncoded));
    m_raw->setChecked(false);
}

QString FetchForm::missing() const
{
    FetchChoice choice;
    fill(choice);
    if (choice.request.mediaTypes.isEmpty())
        return tr("Select at least one medium.");
    if (choice.folder.isEmpty())
        return tr("Choose a folder to write to.");
    if (!m_webhook->text().trimmed().isEmpty() && !choice.webhook.isValid())
        return tr("The webhook isn’t a valid address.");
    return {};
}

FetchPage::FetchPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    auto *back = pushButton(this, "closeFetchButton", tr("‹ &Transcripts"));
    back->setAccessibleName(tr("Back to transcripts"));
    connect(back, &QPushButton::clicked, this, &FetchPage::closed);
    m_environment = new EnvironmentBadge(this);
    auto *head = rowLayout(space::s, {back, {pageTitle(this, tr("Fetch transcripts")), 1}, m_environment});
    auto *waiting = wrappedLabel(m_stack, nullptr, ColourRole::Muted,
                                 tr("Checking whether the tenant knows these interactions…"));
    waiting->setAlignment(Qt::AlignTop);
    m_error = named("fetchErrorPanel", new ErrorPanel(m_stack));
    connect(m_error, &ErrorPanel::retry, this, [this] {
        showSide(Side::Choose);
        go();
    });
    addWidgets(m_stack, {buildChoose(), waiting, buildReady(), buildRaw(), m_error});
    fillPage(this, space::m, {head, {m_stack, 1}, buildFoot()});
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &FetchPage::back);
    connect(addCommandKeys(Command::Confirm, this), &QShortcut::activated, m_primary, &QPushButton::click);
    showSide(Side::Choose);
    setFocusPolicy(Qt::ClickFocus); // only to hand it on
}

void FetchPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_side == Side::Choose)
        m_interactions->setFocus(event->reason());
    else
        m_primary->setFocus(event->reason());
}

QWidget *FetchPage::buildChoose()
{
    auto *side = new QWidget(m_stack);
    m_interactions = new InteractionChoice(side);
    m_form = new FetchForm;
    auto *scroll = named("fetchFormArea", new QScrollArea(side));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    // It scrolls up and down alone, so it is never narrower than its fields.
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    connect(m_interactions, &InteractionChoice::changed, this, &FetchPage::showButtons);
    connect(m_form, &FetchForm::changed, this, &FetchPage::showButtons);
    fillRow(side, space::l, {{m_interactions, 1}, {scroll, 1}});
    side->setFocusProxy(m_interactions);
    return side;
}

QWidget *FetchPage::buildReady()
{
    auto *side = new QWidget(m_stack);
    m_plan = wrappedLabel(side, "fetchPlanLabel");
    m_plan->setAlignment(Qt::AlignTop);
    m_leftOut = named("fetchLeftOutLabel", sectionTitle(side, {}));
    m_problems = new InteractionProblemsModel(this);
    m_problemTable = new DataTable("fetchLeftOutTable", tr("Skipped interactions"), m_problems, side);
    m_problemTable->setColumnWidths({{InteractionProblemsModel::Id, 260}, {InteractionProblemsModel::Problem, 260}});
    fillColumn(side, space::m,
               {sectionTitle(side, tr("What will happen")), m_plan, m_leftOut, {m_problemTable, 1}, boxStretch(0)});
    return side;
}

QWidget *FetchPage::buildRaw()
{
    auto *side = new QWidget(m_stack);
    m_rawWords = wrappedLabel(side, "rawWarningLabel", ColourRole::Bad);
    m_rawWord = named("rawWordEdit", new QLineEdit(side));
    m_rawWord->setMaximumWidth(260);
    //: The word that a person types to confirm that unmasked text is written.
    const QString word = tr("unmasked");
    auto *label = new QLabel(tr("Type “%1” to &allow it").arg(word), side);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_rawWord);
    m_rawWord->setAccessibleName(tr("Type “%1” to allow it").arg(word));
    connect(m_rawWord, &QLineEdit::textChanged, this, &FetchPage::showButtons);
    fillColumn(side, space::m,
               {sectionTitle(side, tr("Write transcripts unmasked")), m_rawWords, label, m_rawWord, boxStretch(1)});
    return side;
}

QWidget *FetchPage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_hint = wrappedLabel(foot, "fetchHintLabel", ColourRole::Warn);
    m_back = pushButton(foot, "fetchBackButton");
    m_primary = primaryButton(foot, "fetchPrimaryButton");
    m_writeRaw = primaryConfirmButton(foot, "writeRawButton");
    connect(m_back, &QPushButton::clicked, this, &FetchPage::back);
    connect(m_primary, &QPushButton::clicked, this, &FetchPage::go);
    connect(m_writeRaw, &ConfirmButton::confirmed, this, [this] { Q_EMIT confirmed(m_checked); });
    fillRow(foot, space::s, {m_back, {m_hint, 1}, m_primary, m_writeRaw});
    return foot;
}

void FetchPage::start(const ConnectionProfile &profile)
{
    if (!m_profile.id.isEmpty() && m_profile.id != profile.id) {
        m_interactions->reset();
        m_form->reset();
        m_checked = {};
        m_rawWord->clear();
    }
    m_profile = profile;
    m_environment->setEnvironment(profile.environment);
    showSide(Side::Choose);
}

FetchChoice FetchPage::choice() const
{
    FetchChoice choice;
    choice.request.interactionIds = m_interactions->list().ids;
    m_form->fill(choice);
    return choice;
}

QString FetchPage::actText() const
{
    const qsizetype count = m_checked.request.interactionIds.size();
    //: The button of the act; %1 is the number, grouped.
    return tr("Fetch %1 transcripts", nullptr, pluralForm(count)).arg(QLocale().toString(count));
}

void FetchPage::showSide(Side side)
{
    m_side = side;
    m_stack->setCurrentIndex(int(side));
    m_rawWord->clear();
    showButtons();
}

void FetchPage::showButtons()
{
    const bool choosing = m_side == Side::Choose;
    QString missing;
    if (choosing) {
        missing = m_interactions->list().ids.isEmpty() ? tr("Enter or find interactions.") : m_form->missing();
        const qsizetype count = m_interactions->list().ids.size();
        m_primary->setText(count > 0
                               ? tr("Check %1 interactions", nullptr, pluralForm(count)).arg(QLocale().toString(count))
                               : tr("Check interactions"));
    } else if (m_side == Side::Ready) {
        if (m_checked.request.interactionIds.isEmpty())
            missing = tr("None of these interactions can be fetched.");
        m_primary->setText(m_checked.raw ? tr("Continue to confirmation") : actText());
    }
    m_back->setText(choosing ? tr("Cancel") : tr("Back"));
    m_hint->setPlainText(missing);
    m_primary->setVisible(choosing || m_side == Side::Ready);
    m_primary->setEnabled(missing.isEmpty());
    m_writeRaw->setVisible(m_side == Side::Raw);
    m_writeRaw->setText(
        tr("Write %1 transcripts unmasked", nullptr, pluralForm(m_checked.request.interactionIds.size()))
            .arg(QLocale().toString(m_checked.request.interactionIds.size())));
    m_writeRaw->setAllowed(m_side == Side::Raw && m_rawWord->text().trimmed() == tr("unmasked"));
}

void FetchPage::go()
{
    if (m_side == Side::Choose) {
        m_checked = choice();
        showSide(Side::Waiting);
        Q_EMIT checkAsked(m_checked.request.interactionIds);
    } else if (m_side == Side::Ready && m_checked.raw) {
        showSide(Side::Raw);
        m_rawWord->setFocus();
    } else if (m_side == Side::Ready) {
        Q_EMIT confirmed(m_checked);
    }
}

void FetchPage::back()
{
    if (m_side == Side::Choose)
        Q_EMIT closed();
    else
        showSide(m_side == Side::Raw ? Side::Ready : Side::Choose);
}

void FetchPage::showChecked(const FoundInteractions &found)
{
    if (m_side != Side::Waiting)
        return; // the person went on
    QHash<QString, QString> mediaOf;
    for (const InteractionSummary &one : found.items)
        mediaOf.insert(one.id, one.mediaType);
    QList<InteractionProblem> problems = m_interactions->list().problems;
    QStringList kept;
    for (const QString &id : std::as_const(m_checked.request.interactionIds)) {
        const auto media = mediaOf.constFind(id);
        if (media == mediaOf.cend()) {
            problems << InteractionProblem{.id = id, .kind = InteractionProblem::Kind::Unknown};
        } else if (const auto type = mediaTypeFromKey(*media); type && !m_checked.request.mediaTypes.contains(*type)) {
            problems << InteractionProblem{.id = id, .kind = InteractionProblem::Kind::OtherMedia};
        } else {
            kept << id;
        }
    }
    m_checked.request.interactionIds = kept;
    m_problems->setRows(problems);
    m_leftOut->setVisible(!problems.isEmpty());
    m_leftOut->setPlainText(tr("Skipped: %1").arg(QLocale().toString(problems.size())));
    m_problemTable->setVisible(!problems.isEmpty());
    showPlan();
    showSide(Side::Ready);
    m_primary->setFocus();
}

void FetchPage::showPlan()
{
    const QLocale locale;
    const qsizetype count = m_checked.request.interactionIds.size();
    QStringList lines;
    lines << tr("One job requests the transcripts of %3 interactions from %1 (%2).", nullptr, pluralForm(count))
                 .arg(visibleText(m_profile.name, 80), environmentText(m_profile.environment), locale.toString(count));
    if (m_checked.raw) {
        lines << tr("They are written as received. Nothing is masked on this computer.");
    } else {
        const QString policy
            = m_checked.policy.isEmpty() ? tr("Default (built in)") : visibleText(m_checked.policy, 80);
        lines << tr("Each is masked in memory with the policy “%1”, checked again, and only then written. If personal "
                    "data is still found in one, it is held back.")
                     .arg(policy);
        if (!m_form->unmasked().isEmpty())
            lines << m_form->unmasked();
    }
    lines << tr("Files are saved to %1, with a manifest of what was masked.").arg(visibleText(m_checked.folder, 300));
    lines << tr("At most %1 are downloaded at a time.").arg(locale.toString(m_checked.request.concurrentDownloads));
    if (!m_checked.webhook.isEmpty())
        lines << tr("%1 is notified of each transcript.").arg(visibleText(m_checked.webhook.host(), 120));
    m_plan->setPlainParagraphs(lines.join(u'\n'));
    m_rawWords->setPlainParagraphs(tr("The text will be stored in %1 with every phone number, card number, and address "
                                      "that was spoken. Anyone who can read that folder can read them. The history "
                                      "records that it was written unmasked, when, and by which user.")
                                       .arg(visibleText(m_checked.folder, 300)));
}

void FetchPage::showCheckError(const ApiError &error)
{
    if (m_side != Side::Waiting)
        return;
    m_error->setError(error);
    showSide(Side::Error);
}

void FetchPage::showStartError(const ApiError &error)
{
    showSide(Side::Choose);
    m_hint->setPlainText(errorSentence(error));
}

} // namespace muster
