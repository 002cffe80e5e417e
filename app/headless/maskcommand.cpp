// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/maskcommand.h"

#include "models/rules/documents/policyjson.h"
#include "models/runs/detach.h"
#include "models/runs/masking/filemasker.h"
#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"

#include <QCoro/QCoroFuture>
#include <QLocale>
#include <QtConcurrent>
#include <unistd.h>

namespace muster {

Result<MaskPolicy> policyByNameOrFile(const MaskPolicyStore &store, const QString &wanted)
{
    if (wanted.isEmpty())
        return MaskPolicyStore::builtIn();
    if (const auto saved = store.byName(wanted))
        return *saved;
    if (!QFileInfo::exists(wanted))
        return refusal("unknown_policy", wanted);
    return readWholeFile(absolute(wanted), PolicyLimits::bytes).and_then(parsePolicyFile);
}

namespace {

QString text(std::string_view key)
{
    return QString::fromUtf8(key.data(), qsizetype(key.size()));
}

/// Without the words of exceptions: they are words of real people.
QJsonObject policyObject(const MaskPolicy &policy)
{
    return {{QStringLiteral("name"), policy.name},
            {QStringLiteral("version"), policy.version},
            {QStringLiteral("sha256"), policyDigest(policy)},
            {QStringLiteral("patterns"), policy.patterns.size()},
            {QStringLiteral("exceptions"), policy.exceptions.size()}};
}

} // namespace

void PolicyCommand::start()
{
    const QString name = commandLine().maskOptions.policyName;
    switch (m_act) {
    case Act::List:
        return list();
    case Act::Import:
        return importFile();
    case Act::Delete:
        return remove();
    case Act::Show:
    case Act::Export:
        break;
    }
    const auto policy = workspace().maskPolicies().byName(name);
    if (!policy)
        return fail(refusal("unknown_policy", name).value(), ExitRefused);
    if (m_act == Act::Show)
        return show(*policy);
    exportFile(*policy);
}

void PolicyCommand::list()
{
    QList<QStringList> rows{{tr("NAME"), tr("VERSION"), tr("PATTERNS"), tr("EXCEPTIONS")}};
    QJsonArray array;
    for (const MaskPolicy &policy : workspace().maskPolicies().policies()) {
        rows.append({policy.name, QString::number(policy.version), QString::number(policy.patterns.size()),
                     QString::number(policy.exceptions.size())});
        array.append(policyObject(policy));
    }
    console().table(rows, {1, 2, 3});
    complete({{QStringLiteral("policies"), array}});
}

void PolicyCommand::show(const MaskPolicy &policy)
{
    console().line(tr("Policy:     %1, version %2").arg(policy.name, QString::number(policy.version)));
    console().line(tr("Digest:     %1").arg(policyDigest(policy)));
    console().line(tr("Regions:    %1").arg(policy.regions.join(QLatin1String(", "))));
    console().line(tr("Spoken:     %1").arg(policy.spokenForms ? tr("on") : tr("off")));
    console().line(tr("By context: %1").arg(policy.context ? tr("on") : tr("off")));
    console().line(tr("Exceptions: %1").arg(QLocale().toString(policy.exceptions.size())));
    QList<QStringList> rows;
    QJsonObject entities;
    const auto action = [](const EntityRule &rule) {
        const QString key = text(maskActionKey(rule.action));
        return rule.action == MaskAction::KeepLast ? QString(key + u' ' + QString::number(rule.keep)) : key;
    };
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue;
        rows.append({text(entityKey(entity)), action(policy.rule(entity))});
        entities.insert(text(entityKey(entity)), action(policy.rule(entity)));
    }
    for (const OwnPattern &own : policy.patterns)
        rows.append({own.name, action(own.rule), own.pattern});
    for (const QString &line : alignedTable(rows))
        console().line(QStringLiteral("  ") + line);
    QJsonObject object = policyObject(policy);
    object.insert(QStringLiteral("entities"), entities);
    object.insert(QStringLiteral("regions"), QJsonArray::fromStringList(policy.regions));
    object.insert(QStringLiteral("spoken_forms"), policy.spokenForms);
    object.insert(QStringLiteral("context"), policy.context);
    complete(object);
}

void PolicyCommand::importFile()
{
    const auto policy
        = readWholeFile(absolute(commandLine().maskOptions.policyFile), PolicyLimits::bytes).and_then(parsePolicyFile);
    if (!policy)
        return fail(policy.error(), ExitRefused);
    const auto saved = workspace().maskPolicies().save(*policy);
    if (!saved)
        return fail(saved.error(), ExitRefused);
    finish(tr("Policy %1 saved as version %2.").arg(saved->name, QString::number(saved->version)), *saved);
}

void PolicyCommand::exportFile(const MaskPolicy &policy)
{
    const QString file = absolute(commandLine().maskOptions.policyFile);
    if (const auto written = writeFileDurably(file, policyFile(policy), Existing::Refuse); !written)
        return fail(written.error(), ExitFailed);
    finish(tr("Policy %1 exported to %2, including the text of its exceptions.").arg(policy.name, file), policy);
}

void PolicyCommand::remove()
{
    const QString name = commandLine().maskOptions.policyName;
    const auto policy = workspace().maskPolicies().byName(name);
    if (const auto removed = workspace().maskPolicies().remove(name); !removed)
        return fail(removed.error(), ExitRefused);
    finish(tr("Policy %1 deleted.").arg(name), policy.value_or(MaskPolicy()));
}

void PolicyCommand::finish(const QString &sentence, const MaskPolicy &policy)
{
    console().line(sentence);
    QJsonObject object = policyObject(policy);
    object.insert(QStringLiteral("outcome"), QStringLiteral("complete"));
    complete(object);
}

void MaskCommand::start()
{
    const MaskOptions &options = commandLine().maskOptions;
    m_order = {.files = options.files,
               .folder = absolute(options.out),
               .form = documentFormOfKey(options.format.toStdString()),
               .explain = options.explain};
    if (m_order.files.isEmpty() && isatty(STDIN_FILENO) == 1)
        return fail(refusal("mask_no_input", {}).value(), ExitRefused);
    if (m_order.files.isEmpty())
        m_order.files.append(QStringLiteral("-"));
    if (m_order.files.count(QStringLiteral("-")) > 1)
        return fail(refusal("mask_no_input", {}).value(), ExitRefused);
    const auto policy = policyByNameOrFile(workspace().maskPolicies(), options.policy);
    if (!policy)
        return fail(policy.error(), ExitRefused);
    m_policyName = policy->name;
    m_policyDigest = policyDigest(*policy);
    console().note(tr("Masking policy: %1").arg(policy->name));
    if (const QString unmasked = unmaskedText(*policy); !unmasked.isEmpty())
        console().note(unmasked);
    for (const Entity entity : entitiesLeftInClear(*policy))
        m_notMasked.append(text(entityKey(entity)));
    // This object lives until done(), which is the last that the task says.
    detach(work(*policy), this, [](MaskCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> MaskCommand::work(MaskPolicy policy)
{
    const auto kit = co_await prepareMasking(policy, workspace().pseudonymKeys(), m_stop.get_token());
    if (!kit) {
        if (kit.error().kind == ErrorKind::Cancelled)
            Q_EMIT done(ExitCancelled);
        else
            fail(kit.error(), ExitRefused);
        co_return;
    }
    // Only the worker speaks to standard output while it works.
    const QFuture<MaskFilesReport> working
        = QtConcurrent::run([order = m_order, kit = *kit, out = &console(), stop = m_stop.get_token()] {
              return MaskFilesJob(order, kit, [out](QByteArrayView bytes) { return out->bytes(bytes); }, stop).run();
          });
    const MaskFilesReport report = co_await working;
    conclude(report);
}

void MaskCommand::conclude(const MaskFilesReport &report)
{
    for (const MaskedFile &file : report.files) {
        if (file.error && file.error->kind != ErrorKind::Cancelled) {
            ApiError error = *file.error;
            // Of JSON Lines the subject is the line.
            error.subject
                = error.subject.isEmpty() || error.subject == file.source || file.error->kind == ErrorKind::File
                ? file.source
                : tr("%1, line %2").arg(file.source, error.subject);
            for (const QString &line : errorLines(error))
                console().error(line);
        }
        showHeld(file);
    }
    const bool isUnread = report.error && report.error->code == QLatin1String("nobody_reads");
    const bool isCancelled = report.error && report.error->kind == ErrorKind::Cancelled && !isUnread;
    if (report.error && report.error->kind != ErrorKind::Cancelled && report.failed() == 0) {
        for (const QString &line : errorLines(*report.error))
            console().error(line);
    }
    const bool isWhole = (!report.error || isUnread) && report.held() == 0 && (report.failed() == 0 || isUnread);
    QJsonObject object = reportObject(report);
    object.insert(QStringLiteral("outcome"),
                  isCancelled   ? QStringLiteral("cancelled")
                      : isWhole ? QStringLiteral("complete")
                                : QStringLiteral("failed"));
    if (report.error)
        object.insert(QStringLiteral("error"), errorObject(*report.error));
    finish(object, isCancelled ? ExitCancelled : isWhole ? ExitComplete : ExitFailed);
}

/// Where, and what it looks like; never the text itself.
void MaskCommand::showHeld(const MaskedFile &file)
{
    if (file.tally.held == 0)
        return;
    console().error(
        errorSentence({.kind = ErrorKind::BadInput, .code = QStringLiteral("documents_held"), .subject = file.source}));
    for (const HeldPlace &place : file.tally.places) {
        const QString where = text(place.leak.path) + (place.leak.inKey ? tr(" (a name)") : QString());
        const QString span = tr("%1 to %2").arg(QString::number(place.leak.begin), QString::number(place.leak.end));
        const QString kind = text(entityKey(place.leak.entity)) + u" (" + text(leakSignKey(place.leak.sign)) + u')';
        console().error(place.line > 0
                            ? tr("  line %1, %2, characters %3: %4").arg(QString::number(place.line), where, span, kind)
                            : tr("  %1, characters %2: %3").arg(where, span, kind));
    }
}

QJsonObject MaskCommand::reportObject(const MaskFilesReport &report) const
{
    QJsonArray files;
    for (const MaskedFile &file : report.files) {
        QJsonObject counts;
        for (const Entity entity : allEntities) {
            if (const quint64 count = file.tally.counts[static_cast<std::size_t>(entity)]; count > 0)
                counts.insert(text(entityKey(entity)), qint64(count));
        }
        QJsonArray held;
        for (const HeldPlace &place : file.tally.places) {
            QJsonObject object{{QStringLiteral("path"), text(place.leak.path)},
                               {QStringLiteral("in_key"), place.leak.inKey},
                               {QStringLiteral("start"), qint64(place.leak.begin)},
                               {QStringLiteral("end"), qint64(place.leak.end)},
                               {QStringLiteral("entity"), text(entityKey(place.leak.entity))},
                               {QStringLiteral("sign"), text(leakSignKey(place.leak.sign))}};
            if (place.line > 0)
                object.insert(QStringLiteral("line"), qint64(place.line));
            held.append(object);
        }
        QJsonObject object{{QStringLiteral("file"), file.source},
                           {QStringLiteral("form"), text(documentFormKey(file.tally.form))},
                           {QStringLiteral("documents"), qint64(file.tally.documents)},
                           {QStringLiteral("strings"), qint64(file.tally.strings)},
                           {QStringLiteral("findings"), counts},
                           {QStringLiteral("held"), qint64(file.tally.held)},
                           {QStringLiteral("held_places"), held}};
        if (!file.name.isEmpty())
            object.insert(QStringLiteral("output_file"), QString(m_order.folder + u'/' + file.name));
        if (file.error)
            object.insert(QStringLiteral("error"), errorObject(*file.error));
        files.append(object);
    }
    return {{QStringLiteral("files"), files},
            {QStringLiteral("policy"), m_policyName},
            {QStringLiteral("not_masked"), m_notMasked},
            {QStringLiteral("policy_sha256"), m_policyDigest}};
}

} // namespace muster
