// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/scrub/scrubdialog.h"

#include "models/items/scrubmodels.h"
#include "models/scrub/contactspool.h"
#include "models/scrub/registrystore.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"
#include "network/wire/mapped.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/lists/regionchoice.h"
#include "ui/lists/scrub/registriespane.h"
#include "ui/lists/scrub/scrubgroupspane.h"
#include "ui/lists/scrub/scrubsaver.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds pollingGap{100};

} // namespace

ScrubDialog::ScrubDialog(RegistryStore &registries, AuditLog &audit, std::shared_ptr<TenantConnection> groups,
                         QWidget *parent)
    : QDialog(parent)
    , m_registries(registries)
    , m_announcer(new Announcer(this))
    , m_saver(new ScrubSaver(audit, *this, this))
    , m_look(new ContactFileLook(this))
    , m_work([this](const Result<Scrubbed> &result) { showResult(result); })
{
    setObjectName(QStringLiteral("scrubDialog"));
    setWindowTitle(tr("Scrub numbers"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *splitter = named("scrubSplitter", new QSplitter(this));
    QWidget *left = buildSources(splitter, std::move(groups));
    auto *right = new QWidget(splitter);
    fillColumn(right, space::s, {buildFile(right), {buildResult(right), 1}}, {space::s, 0, 0, 0});
    fillSplitter(splitter, {{left, 2}, {right, 3}});
    m_told = wrappedLabel(this, "scrubToldLabel", ColourRole::Muted);
    fillPage(this, space::m, {{splitter, 1}, m_told, buildButtons()});
    m_polling = new QTimer(this);
    m_polling->setInterval(pollingGap);
    connect(m_polling, &QTimer::timeout, this, [this] { m_progress->setValue(int(1000 * m_share->load())); });
    connect(m_look, &ContactFileLook::loaded, this, &ScrubDialog::showColumns);
    connect(m_look, &ContactFileLook::failed, this,
            [this](const QString &, const ApiError &error) { showError(error); });
    connect(m_saver, &ScrubSaver::started, this, [this] {
        m_isSaving = true;
        m_told->setPlainText(tr("Saving…"));
        showReady();
    });
    connect(m_saver, &ScrubSaver::told, this, [this](const QString &sentence) {
        m_isSaving = false;
        m_told->setPlainText(sentence);
        m_announcer->say(sentence);
        showReady();
    });
    showReady();
    resize(940, std::clamp(34 * fontMetrics().lineSpacing(), 620, 700)); // large text takes more, up to a small screen
    rememberSize(*this);
}

ScrubDialog::~ScrubDialog() = default;

QWidget *ScrubDialog::buildSources(QWidget *parent, std::shared_ptr<TenantConnection> groups)
{
    auto *box = new QWidget(parent);
    m_pane = new RegistriesPane(m_registries, box);
    connect(m_pane, &RegistriesPane::chosenChanged, this, &ScrubDialog::outdate);
    if (!groups) {
        fillColumn(box, 0, {{m_pane, 1}});
        return box;
    }
    m_groups = new ScrubGroupsPane(std::move(groups), box);
    connect(m_groups, &ScrubGroupsPane::chosenChanged, this, &ScrubDialog::outdate);
    connect(m_groups, &ScrubGroupsPane::numbersLoaded, this, &ScrubDialog::begin);
    connect(m_groups, &ScrubGroupsPane::failed, this, [this](const ApiError &error) {
        m_isReadingGroups = false;
        showError(error);
    });
    fillColumn(box, space::m, {{m_pane, 3}, {m_groups, 2}});
    return box;
}

QWidget *ScrubDialog::buildFile(QWidget *parent)
{
    auto *box = new QWidget(parent);
    m_fileBox = new QWidget(box);
    m_file = lineEdit(m_fileBox, "scrubFileEdit", tr("File"), tr("contacts as CSV"));
    m_file->setReadOnly(true);
    auto *choose = pushButton(m_fileBox, "chooseScrubFileButton", tr("&Choose…"), QStringLiteral("folder-open"));
    choose->setAccessibleName(tr("Choose the file to scrub"));
    fillRow(m_fileBox, space::xs, {{m_file, 1}, choose});
    connect(choose, &QPushButton::clicked, this, [this] {
        askWhatToOpen(this, tr("Choose a file with contacts"),
                      {tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")}, this,
                      [this](const QString &file) { setFile(file); });
    });
    m_column = calmCombo(box, "scrubColumnCombo", tr("Column of the numbers"));
    m_region = calmCombo(box, "scrubRegionCombo", tr("Region of numbers without country code"));
    fillRegions(m_region, tr("None"));
    m_digits = named("scrubDigitsCheck", new QCheckBox(tr("&Digits alone include the country code"), box));
    m_digits->setToolTip(tr("As in a calling list exported from CXone"));
    m_progress = named("scrubProgress", new QProgressBar(box));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the scrub"));
    m_stopButton = pushButton(box, "stopScrubButton", tr("Stop"), QStringLiteral("x"));
    m_start = primaryButton(box, "startScrubButton", tr("&Scrub"));
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &ScrubDialog::scrub);
    connect(m_stopButton, &QPushButton::clicked, this, &ScrubDialog::stop);
    connect(m_column, &QComboBox::currentIndexChanged, this, &ScrubDialog::outdate);
    connect(m_region, &QComboBox::currentIndexChanged, this, &ScrubDialog::outdate);
    connect(m_digits, &QCheckBox::toggled, this, &ScrubDialog::outdate);
    m_title = sectionTitle(box, tr("File"));
    m_form = bareLayout<QFormLayout>(box, space::s);
    m_form->addRow(m_title);
    m_form->addRow(buddyLabel(box, tr("Fi&le"), choose), m_fileBox);
    m_form->addRow(tr("Col&umn"), m_column);
    m_form->addRow(tr("Re&gion"), m_region);
    m_form->addRow(m_digits);
    m_form->addRow(rowLayout(space::s, {{m_progress, 1}, boxStretch(), m_stopButton, m_start}));
    return box;
}

QWidget *ScrubDialog::buildResult(QWidget *parent)
{
    m_stack = new QStackedWidget(parent);
    m_empty = named("scrubEmptyState",
                    new EmptyState(QStringLiteral("shield-check"),
                                   tr("Choose a file to see which of its rows may be dialled. Nothing is sent."),
                                   m_stack));
    m_empty->setSentenceWidth(320);
    auto *failed = new QWidget(m_stack);
    m_error = named("scrubErrorPanel", new ErrorPanel(failed));
    m_error->setRetryLabel({});
    fillColumn(failed, 0, {m_error, boxStretch(1)});
    m_result = new QWidget(m_stack);
    m_summary = wrappedLabel(m_result, "scrubSummaryLabel");
    m_summary->setFont(Theme::titleFont());
    m_notes = wrappedLabel(m_result, "scrubNotesLabel", ColourRole::Warn);
    m_shown = wrappedLabel(m_result, "scrubShownLabel", ColourRole::Muted);
    m_rows = new TakenOutModel(this);
    m_table = new DataTable("takenOutTable", tr("Rows that are taken out"), m_rows, m_result);
    m_table->setColumnWidths({{TakenOutModel::Row, 80}, {TakenOutModel::Phone, 160}, {TakenOutModel::Why, 200}});
    new EmptyOverlay(m_table, tr("No row is blocked or unreadable."));
    fillColumn(m_result, space::s, {m_summary, m_notes, {m_table, 1}, m_shown});
    addWidgets(m_stack, {m_empty, failed, m_result});
    return m_stack;
}

QWidget *ScrubDialog::buildButtons()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(space::s, box);
    m_saveFree = pushButton(box, "saveScrubbedButton", tr("Sa&ve rows that may be dialled…"), QStringLiteral("save"));
    m_saveTakenOut = pushButton(box, "saveTakenOutButton", tr("Save rows &taken out…"));
    auto *evidence = named("scrubEvidenceButton", new MenuButton(tr("&Evidence"), box));
    evidence->setToolTip(tr("What was checked against which registries, without any number; its digest goes into the "
                            "history"));
    m_evidence = evidence;
    connect(evidence->add("saveEvidencePdfAction", tr("Save as PDF…")), &QAction::triggered, this,
            [this] { m_saver->save(ScrubSaver::What::EvidencePdf); });
    connect(evidence->add("saveEvidenceCsvAction", tr("Save as CSV…")), &QAction::triggered, this,
            [this] { m_saver->save(ScrubSaver::What::EvidenceCsv); });
    connect(m_saveFree, &QPushButton::clicked, this, [this] { m_saver->save(ScrubSaver::What::Free); });
    connect(m_saveTakenOut, &QPushButton::clicked, this, [this] { m_saver->save(ScrubSaver::What::TakenOut); });
    auto *close = pushButton(box, "closeScrubButton", tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    addWidgets(row, {m_saveFree, m_saveTakenOut, evidence});
    row->addStretch();
    row->addWidget(close);
    return box;
}

void ScrubDialog::setFile(const QString &file)
{
    m_isDone = false;
    m_file->setText(QFileInfo(file).absoluteFilePath());
    toolTips::set(m_file, m_file->text());
    m_column->clear();
    m_told->setPlainText({});
    m_stack->setCurrentWidget(m_empty);
    m_look->request(m_file->text());
    showReady();
}

void ScrubDialog::setContacts(const ScrubContacts &contacts)
{
    m_contacts = contacts;
    m_title->setPlainText(tr("Contact list %1").arg(visibleText(contacts.list.name, 60)));
    for (QWidget *row : Widgets{m_fileBox, m_column, m_digits})
        m_form->setRowVisible(row, false);
    outdate();
}

void ScrubDialog::showColumns(const QString &file, const ContactCsvReader::Preview &preview)
{
    if (file != m_file->text())
        return;
    for (const QString &column : preview.header)
        m_column->addItem(visibleText(column, 100), column);
    m_column->setCurrentIndex(std::max(preview.phoneColumn, 0));
    showReady();
}

void ScrubDialog::showReady()
{
    const bool isBusy = this->isBusy();
    const bool isThere = m_contacts.contacts || m_column->count() > 0;
    m_start->setEnabled(isThere && hasSource() && !isBusy && !m_registries.isReadOnly());
    const QString none = m_groups ? tr("Tick at least one registry or group") : tr("Tick at least one registry");
    toolTips::set(m_start, hasSource() ? QString() : none);
    if (m_contacts.contacts)
        m_empty->setSentence(tr("Scrub to see which contacts may be dialled. Nothing is changed."));
    else if (m_registries.registries().isEmpty() && !m_groups)
        m_empty->setSentence(
            tr("Import a registry first. Then choose a file to see which of its rows may be dialled."));
    else
        m_empty->setSentence(tr("Choose a file to see which of its rows may be dialled. Nothing is sent."));
    m_progress->setRange(0, m_isReadingGroups ? 0 : 1000);
    m_progress->setVisible(isBusy);
    m_stopButton->setVisible(isBusy);
    for (QWidget *widget : Widgets{m_column, m_region, m_digits})
        widget->setEnabled(!isBusy);
    if (m_groups)
        m_groups->setEnabled(!isBusy);
    if (isBusy)
        m_polling->start();
    else
        m_polling->stop();
    const bool isDone = m_isDone && !isBusy && !m_isSaving;
    for (QWidget *widget : Widgets{m_saveFree, m_saveTakenOut, m_evidence})
        widget->setEnabled(isDone);
}

bool ScrubDialog::hasSource() const
{
    return !m_pane->chosen().isEmpty() || (m_groups && !m_groups->chosen().isEmpty());
}

/// What is on the screen is of what was entered.
void ScrubDialog::outdate()
{
    m_isDone = false;
    showReady();
}

void ScrubDialog::stop()
{
    if (m_groups)
        m_groups->cancel();
    m_isReadingGroups = false;
    m_work.cancel();
    m_stack->setCurrentWidget(m_empty);
    showReady();
}

void ScrubDialog::scrub()
{
    if (!m_start->isEnabled())
        return;
    m_share = std::make_shared<std::atomic<double>>(0.0);
    m_progress->setValue(0);
    m_isDone = false;
    m_told->setPlainText({});
    m_saver->setScrub(nullptr);
    m_rows->setScrub(nullptr, {});
    m_stack->setCurrentWidget(m_empty);
    if (!m_groups || m_groups->chosen().isEmpty())
        return begin({});
    m_isReadingGroups = true;
    m_groups->requestNumbers();
    showReady();
}

void ScrubDialog::begin(const QList<GroupNumbers> &groups)
{
    m_isReadingGroups = false;
    ScrubOrder order{.file = m_file->text(),
                           .column = m_column->currentData().toString(),
                           .defaultRegion = m_region->currentData().toString(),
                           .digitsAreInternational = m_digits->isChecked(),
                           .registries = m_pane->chosen(),
                           .groups = mapped(groups, &scrubAgainst),
                           .registryFolder = m_registries.folder(),
                           .folder = QDir::tempPath(),
                           .today = QDate::currentDate()};
    m_work.start([order, contacts = m_contacts, share = m_share](const std::stop_token &stop) mutable
                 -> Result<Scrubbed> {
        if (contacts.contacts) {
            TRY(spool, ContactSpool::create(*contacts.contacts, contacts.list, order.folder, stop));
            order.contacts = *spool;
            order.digitsAreInternational = contacts.contacts->numberForm() == NumberForm::Digits;
        }
        TRY(scrub, Scrub::run(order, [&share](double done) { share->store(done); }, stop));
        TRY(rows, (*scrub)->takenOut(0, TakenOutModel::most));
        return Scrubbed{*scrub, *rows};
    });
    showReady();
}

void ScrubDialog::showResult(const Result<Scrubbed> &result)
{
    if (!result)
        return showError(result.error());
    const Scrub &scrub = *result->scrub;
    m_summary->setPlainText(scrubSummary(scrub));
    m_notes->setPlainText(scrubNotes(scrub, QDate::currentDate()).join(u'\n'));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_rows->setScrub(result->scrub, result->rows);
    const qint64 takenOut = scrub.rows - scrub.free();
    m_shown->setPlainText(takenOut > result->rows.size()
                              ? tr("The first %1 of %2 rows taken out; save them to see all.")
                                    .arg(numberText(result->rows.size()), numberText(takenOut))
                              : QString());
    m_shown->setVisible(!m_shown->text().isEmpty());
    m_stack->setCurrentWidget(m_result);
    m_saver->setScrub(result->scrub);
    m_isDone = true;
    showReady();
    m_announcer->say(m_summary->text());
}

void ScrubDialog::showError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentIndex(1);
    m_announcer->say(errorSentence(error));
    showReady();
}

} // namespace muster
