// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/headlesscommand.h"

#include "app/headless/teamtelling.h"
#include "models/runs/team/teampublisher.h"
#include "models/store/auditlog.h"
#include "models/store/diskaccess.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"

#include <QJsonArray>
#include <utility>

namespace muster {

QJsonObject errorObject(const ApiError &error)
{
    QJsonObject object{{QStringLiteral("kind"), errorKindKey(error.kind)},
                       {QStringLiteral("code"), error.code},
                       {QStringLiteral("message"), errorSentence(error)}};
    if (!error.subject.isEmpty())
        object.insert(QStringLiteral("subject"), error.subject);
    if (error.httpStatus != 0)
        object.insert(QStringLiteral("http_status"), error.httpStatus);
    if (!error.requestId.isEmpty())
        object.insert(QStringLiteral("request_id"), error.requestId);
    QJsonArray details;
    for (const FieldFault &fault : error.details)
        details.append(QJsonObject{{QStringLiteral("field"), fault.field}, {QStringLiteral("issue"), fault.issue}});
    if (!details.isEmpty())
        object.insert(QStringLiteral("details"), details);
    return object;
}

int fileWorkExitCode(const ApiError &error)
{
    const FileTrouble trouble = fileTrouble(error);
    const bool isDisk = trouble == FileTrouble::DiskFull || trouble == FileTrouble::InputOutput;
    return error.kind == ErrorKind::Cancelled ? ExitCancelled : isDisk ? ExitFailed : ExitRefused;
}

namespace {

constexpr std::chrono::seconds armedForCommand = std::chrono::hours(24); // the command's own life ends it sooner

} // namespace

HeadlessCommand::HeadlessCommand(HeadlessContext context)
    : m_context(context)
    , m_entriesBefore(context.workspace.audit().count())
{
}

HeadlessCommand::~HeadlessCommand() = default;

void HeadlessCommand::receiveInterrupt()
{
    m_isInterrupted = true;
    m_telling ? m_telling->giveUp() : interrupt();
}

void HeadlessCommand::receiveTerminate()
{
    m_isInterrupted = true;
    m_telling ? m_telling->giveUp() : terminate();
}

void HeadlessCommand::interrupt()
{
    Q_EMIT done(ExitCancelled);
}

void HeadlessCommand::terminate()
{
    Q_EMIT done(ExitCancelled);
}

Result<ConnectionProfile> HeadlessCommand::chosenProfile() const
{
    return chooseTenant(commandLine().common, m_context.credentials, workspace().profiles());
}

Result<TenantSession *> HeadlessCommand::openTenant(std::optional<Job> job)
{
    TRY(profile, chosenProfile());
    return openProfile(*profile, job);
}

Result<TenantSession *> HeadlessCommand::openTenant(const QString &profileId, const QString &profileName)
{
    if (const auto sandbox = TenantOpener::builtIn(profileId))
        return openProfile(*sandbox);
    if (const auto profile = workspace().profiles().byId(profileId))
        return openProfile(*profile);
    const auto chosen = chosenProfile();
    if (chosen && chosen->id == profileId)
        return openProfile(*chosen);
    return failure(ErrorKind::BadInput, "other_profile", profileName);
}

Result<TenantSession *> HeadlessCommand::openProfile(const ConnectionProfile &profile, std::optional<Job> job)
{
    TRY(session, m_context.opener.open(profile));
    if (job) {
        const Capability capability = (*session)->capability(*job);
        if (capability.mode != Capability::Mode::Native)
            console().note(capabilityText(*job, capability));
        if (capability.mode == Capability::Mode::Unavailable)
            return failure(ErrorKind::BadInput, "job_unavailable", profile.name);
    }
    m_session = *std::move(session);
    if (!TenantOpener::isSandbox(profile) && !m_context.credentials.clientSecret.isEmpty())
        workspace().secrets().keepForThisRun(profile, m_context.credentials.clientSecret);
    if (commandLine().common.arm)
        m_session->arm(armedForCommand);
    console().note(tr("Tenant: %1 (%2)").arg(profile.name, environmentText(profile.environment)));
    return m_session.get();
}

void HeadlessCommand::finish(const QJsonObject &object, int exitCode)
{
    if (std::exchange(m_isFinishing, true))
        return;
    if (m_isInterrupted || !tellsTeam() || !TeamTelling::isDue(workspace(), m_entriesBefore)) {
        console().json(object);
        Q_EMIT done(exitCode);
        return;
    }
    if (!credentials().teamPassword.isEmpty())
        workspace().team().usePassword(credentials().teamPassword);
    m_telling = std::make_unique<TeamTelling>(workspace(), m_entriesBefore);
    connect(m_telling.get(), &TeamTelling::ended, this, [this, object, exitCode] {
        if (const QString trouble = m_telling->trouble(); !trouble.isEmpty())
            console().error(trouble);
        QJsonObject told = object;
        told.insert(QStringLiteral("team"), m_telling->facts());
        console().json(told);
        Q_EMIT done(exitCode);
    });
    m_telling->start();
}

void HeadlessCommand::complete(const QJsonObject &object)
{
    finish(object, ExitComplete);
}

void HeadlessCommand::fail(const ApiError &error, int exitCode)
{
    for (const QString &line : errorLines(error))
        console().error(line);
    end(error, exitCode);
}

void HeadlessCommand::fail(const ApiError &error, int exitCode, const QString &sentence)
{
    console().error(sentence);
    end(error, exitCode);
}

void HeadlessCommand::end(const ApiError &error, int exitCode)
{
    finish({{QStringLiteral("outcome"), exitCode == ExitRefused ? QStringLiteral("refused") : QStringLiteral("failed")},
            {QStringLiteral("error"), errorObject(error)}},
           exitCode);
}

} // namespace muster
