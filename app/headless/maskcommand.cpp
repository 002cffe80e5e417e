// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/maskcommand.h"

#include "app/headless/errorobject.h"
#include "app/headless/policychoice.h"
#include "app/headless/refusal.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/detach.h"
#include "models/runs/masking/filemasker.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"

#include <QCoro/QCoroFuture>
#include <QLocale>
#include <QtConcurrent>
#include <unistd.h>

namespace muster {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

MaskCommand::~MaskCommand()
{
    m_stop.request_stop();
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
    console().json(object);
    Q_EMIT done(isCancelled ? ExitCancelled : isWhole ? ExitComplete : ExitFailed);
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
        const QString kind = text(entityKey(place.leak.entity));
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
                               {QStringLiteral("entity"), text(entityKey(place.leak.entity))}};
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

void MaskCommand::interrupt()
{
    m_stop.request_stop();
}

void MaskCommand::terminate()
{
    m_stop.request_stop();
}

} // namespace muster
