// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/scrubcommand.h"

#include "app/headless/followingcommand.h"
#include "app/headless/listcommands.h"
#include "models/runs/detach.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/read/listreadrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/scrub/contactspool.h"
#include "models/scrub/registrystore.h"
#include "models/store/auditlog.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runeventtexts.h"
#include "models/text/runtexts.h"
#include "models/text/scrubtexts.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QSysInfo>
#include <QtConcurrent>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr int scrubbingGap = 500; // milliseconds

QJsonObject fileObject(const ScrubbedFile &file)
{
    return {{u"file"_s, file.written.name},
            {u"rows"_s, file.rows},
            {u"sha256"_s, file.sha256},
            {u"formula_cells"_s, file.written.formulaCells}};
}

} // namespace

void ScrubCommand::start()
{
    if (workspace().isReadOnly()) // a scrub is an entry of the history
        return fail(workspace().writeRefusal(), ExitRefused);
    if (const auto judged = judgeTargets(); !judged)
        return fail(judged.error(), ExitRefused);
    const auto wanted = order();
    if (!wanted)
        return fail(wanted.error(), ExitRefused);
    m_order = *wanted;
    m_account = accountName();
    if (!asksTenant())
        return begin();
    const bool hasGroups = !commandLine().scrubOptions.groups.isEmpty();
    const auto session = openTenant(hasGroups ? Job::DoNotCall : Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    if (hasGroups)
        askGroups();
    else
        askList();
}

bool ScrubCommand::asksTenant() const
{
    return !commandLine().scrubOptions.groups.isEmpty() || !commandLine().scrubOptions.list.isEmpty();
}

void ScrubCommand::askGroups()
{
    m_groups = new GroupNumbersReader(m_session->connection(), this);
    connect(m_groups, &GroupNumbersReader::failed, this, [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_groups, &GroupNumbersReader::groupsLoaded, this, [this](const QList<DoNotCallGroup> &all) {
        const auto named = groupsNamed(all, commandLine().scrubOptions.groups);
        if (!named)
            return fail(named.error(), ExitRefused);
        m_groups->requestNumbers(*named);
    });
    connect(m_groups, &GroupNumbersReader::numbersLoaded, this, &ScrubCommand::takeGroups);
    m_groups->requestGroups();
}

void ScrubCommand::takeGroups(const QList<GroupNumbers> &groups)
{
    m_order.groups = mapped(groups, &scrubAgainst);
    if (commandLine().scrubOptions.list.isEmpty())
        begin();
    else
        askList();
}

void ScrubCommand::askList()
{
    connect(m_session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        const auto list = listFrom(lists, commandLine().scrubOptions.list);
        if (!list)
            return fail(list.error(), ExitFailed);
        readList(*list);
    });
    m_session->requestContactLists();
}

void ScrubCommand::readList(const ContactListSummary &list)
{
    const auto run = workspace().runs().startListRead(*m_session, {list.id, list.name});
    if (!run)
        return fail(run.error(), ExitRefused);
    m_list = {list.id, list.name, m_session->profile().name};
    m_reading = *run;
    connect(qobject_cast<ListReadRun *>(*run), &ListReadRun::pageArrived, this,
            [this](const std::shared_ptr<const RecordPage> &page) { m_contacts.append(*page); });
    connect(*run, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (console().hasTerminal() && !m_reading->outcome())
            console().progress(liveText(m_reading->state(), metrics));
    });
    connect(*run, &Run::eventAdded, this, [this](const RunEvent &event) { console().note(eventText(event)); });
    connect(*run, &Run::finished, this, [this](const RunOutcome &outcome) {
        console().endProgress();
        // What is missing in a list that is not whole would be neither free nor blocked (F110).
        if (!outcome.succeeded()) {
            return fail(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}),
                        RunFollower::exitCodeFor(outcome));
        }
        begin();
    });
}

void ScrubCommand::begin()
{
    // This object lives until done(), which is the last that the task says.
    detach(work(), this, [](ScrubCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

void ScrubCommand::interrupt()
{
    m_stop.request_stop();
    if (m_reading && !m_reading->outcome())
        return m_reading->cancel();
    if (m_groups)
        m_groups->cancel();
    if (!m_isWorking)
        HeadlessCommand::interrupt();
}

Result<void> ScrubCommand::judgeTargets() const
{
    const ScrubOptions &options = commandLine().scrubOptions;
    QStringList targets;
    for (const QString &target : {absolute(options.out), absolute(options.takenOut), absolute(options.evidence)}) {
        if (target.isEmpty())
            continue;
        if (targets.contains(target))
            return refusal("scrub_same_file", target);
        if (!options.file.isEmpty() && target == absolute(options.file))
            return refusal("scrub_over_input", target);
        if (!options.overwrite && QFileInfo::exists(target))
            return failure(ErrorKind::File, "exists", target);
        targets.append(target);
    }
    return {};
}

Result<ScrubOrder> ScrubCommand::order() const
{
    const ScrubOptions &options = commandLine().scrubOptions;
    const RegistryStore &store = workspace().registries();
    const bool isAll = options.registries.isEmpty() && options.groups.isEmpty();
    ScrubOrder order{.file = options.list.isEmpty() ? absolute(options.file) : QString(),
                     .column = options.column,
                     .defaultRegion = options.defaultRegion,
                     .digitsAreInternational = options.digitsAreInternational,
                     .registries = isAll ? store.registries() : QList<Registry>(),
                     .registryFolder = store.folder(),
                     .folder = QDir::tempPath(),
                     .today = QDate::currentDate()};
    for (const QString &name : options.registries) {
        const auto registry = store.byName(name);
        if (!registry)
            return refusal("unknown_registry", name);
        order.registries.append(*registry);
    }
    for (const Registry &registry : order.registries) {
        if (options.refuseOld && registry.isOld(order.today))
            return refusal("registry_old", registry.name, registry.asOf.toString(Qt::ISODate));
    }
    return order;
}

QCoro::Task<void> ScrubCommand::work()
{
    m_isWorking = true;
    const QFuture<Result<Done>> scrubbing
        = QtConcurrent::run([this, contacts = m_contacts.snapshot(), stop = m_stop.get_token()]() -> Result<Done> {
              if (!m_list.id.isEmpty()) {
                  TRY(spool, ContactSpool::create(*contacts, m_list, m_order.folder, stop));
                  m_order.contacts = *spool;
                  m_order.digitsAreInternational = contacts->numberForm() == NumberForm::Digits;
              }
              return scrub(stop);
          });
    const Result<Done> result = co_await scrubbing;
    console().endProgress();
    if (!result) {
        fail(result.error(), fileWorkExitCode(result.error()));
        co_return;
    }
    show(*result);
    complete(object(*result));
}

Result<ScrubCommand::Done> ScrubCommand::scrub(const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    const auto progress = [this, &clock](double share) {
        if (clock.elapsed() < scrubbingGap)
            return;
        clock.restart();
        QMetaObject::invokeMethod(
            this, [this, share] { console().progress(tr("Scrubbing: %1").arg(percentText(share))); },
            Qt::QueuedConnection);
    };
    TRY(scrubbed, Scrub::run(m_order, progress, stop));
    Done done{.evidence = {.scrub = *scrubbed,
                           .account = m_account,
                           .computer = QSysInfo::machineHostName(),
                           .program = QStringLiteral("Muster " MUSTER_VERSION)}};
    TRY_VOID(writeAll(done, stop));
    return done;
}

Result<void> ScrubCommand::writeAll(Done &done, const std::stop_token &stop)
{
    const ScrubOptions &options = commandLine().scrubOptions;
    const ScrubFileOptions how{options.spreadsheetSafe ? TextProfile::Spreadsheets : TextProfile::Machines,
                               options.overwrite ? Existing::Replace : Existing::Refuse};
    const Scrub &scrub = *done.evidence.scrub;
    // First what is taken out: with it alone nobody is called.
    if (!options.takenOut.isEmpty()) {
        TRY(written, writeTakenOut(scrub, absolute(options.takenOut), how, stop));
        done.evidence.takenOut = *std::move(written);
    }
    if (!options.out.isEmpty()) {
        TRY(written, writeScrubbed(scrub, absolute(options.out), how, stop));
        done.evidence.scrubbed = *std::move(written);
    }
    if (options.evidence.isEmpty())
        return recordScrub(done.evidence, workspace().audit());
    CsvRows rows = scrubEvidenceCsv(done.evidence);
    TRY(entry,
        saveScrubEvidence(done.evidence, rows.take(), absolute(options.evidence), how.existing, workspace().audit()));
    done.evidenceFile = absolute(options.evidence);
    done.entry = *entry;
    return {};
}

void ScrubCommand::show(const Done &done) const
{
    const QLocale locale;
    const Scrub &scrub = *done.evidence.scrub;
    for (const QString &note : scrubNotes(scrub, QDate::currentDate()))
        console().note(note);
    QList<QStringList> rows{{tr("Rows"), locale.toString(scrub.rows)}};
    for (const auto &[verdict, key] : keyTable<ScrubVerdict>)
        rows.append({scrubVerdictText(verdict), locale.toString(scrub.count(verdict))});
    console().table(rows, {1});
    console().line({});
    rows = {{tr("SOURCE"), tr("AS OF"), tr("ENTRIES"), tr("BLOCKED")}};
    for (qsizetype at = 0; at < scrub.sources.size(); ++at) {
        const ScrubSource &source = scrub.sources[at];
        rows.append({visibleText(source.name, 200), source.asOf.toString(Qt::ISODate), locale.toString(source.entries),
                     locale.toString(scrub.blockedBy[at])});
    }
    console().table(rows, {2, 3});
    const auto tell = [this](const QString &sentence, const std::optional<ScrubbedFile> &file) {
        if (file)
            console().line(withFormulaCells(sentence.arg(file->written.name), file->written));
    };
    tell(tr("Rows that may be dialled saved to %1."), done.evidence.scrubbed);
    tell(tr("Rows that were taken out saved to %1."), done.evidence.takenOut);
    if (!done.evidenceFile.isEmpty()) {
        console().line(tr("Evidence saved to %1; its digest is in entry %2 of the history.")
                           .arg(done.evidenceFile, QString::number(done.entry)));
    }
}

QJsonObject ScrubCommand::object(const Done &done) const
{
    const Scrub &scrub = *done.evidence.scrub;
    QJsonObject object = scrubFacts(done.evidence);
    object.insert(u"outcome"_s, u"complete"_s);
    if (!scrub.list)
        object.insert(u"input"_s, scrub.file);
    object.insert(u"column"_s, scrub.columns[scrub.phoneColumn]);
    QJsonObject counts;
    for (const auto &[verdict, key] : keyTable<ScrubVerdict>)
        counts.insert(key, scrub.count(verdict));
    object.insert(u"verdicts"_s, counts);
    if (done.evidence.scrubbed)
        object.insert(u"scrubbed"_s, fileObject(*done.evidence.scrubbed));
    if (done.evidence.takenOut)
        object.insert(u"taken_out"_s, fileObject(*done.evidence.takenOut));
    if (!done.evidenceFile.isEmpty())
        object.insert(u"evidence"_s, QJsonObject{{u"file"_s, done.evidenceFile}, {u"history_entry"_s, done.entry}});
    return object;
}

} // namespace muster
