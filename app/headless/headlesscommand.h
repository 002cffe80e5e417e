// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/console.h"
#include "app/hardening.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/wire/apierror.h"
#include "network/wire/result.h"

#include <QFileInfo>
#include <QJsonObject>
#include <QObject>

namespace muster {

class TeamTelling;

/// An error for `--json`: kind, code, subject, message, http_status, request_id, details.
[[nodiscard]] QJsonObject errorObject(const ApiError &error);

/// The exit code of work on files that ended so: what cannot be done is refused, a disk that fails it is a failure.
[[nodiscard]] int fileWorkExitCode(const ApiError &error);

/// A file as it was named on the command line, from the root; empty stays empty.
[[nodiscard]] inline QString absolute(const QString &file)
{
    return file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
}

/// What was asked for cannot be done; found before anything was sent.
[[nodiscard]] inline tl::unexpected<ApiError> refusal(const char *code, const QString &subject,
                                                      const QString &detail = {})
{
    return failure(
        {.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .detail = detail, .subject = subject});
}

/// A production tenant without --arm.
[[nodiscard]] inline ApiError lookOnlyRefusal(const QString &profileName)
{
    return {.kind = ErrorKind::LookOnly, .code = QStringLiteral("needs_arm"), .subject = profileName};
}

/// What a command works with; outlives it.
struct HeadlessContext
{
    const CommandLine &commandLine;
    Console &console;
    Workspace &workspace;
    TenantOpener &opener;
    EnvironmentCredentials &credentials;
};

/// One headless command: start() once, done() once. Speaks only through the console.
class HeadlessCommand : public QObject
{
    Q_OBJECT

public:
    explicit HeadlessCommand(HeadlessContext context);
    ~HeadlessCommand() override;

    virtual void start() = 0;
    /// SIGINT and SIGTERM, as they come. Such a command does not stay to tell a team's database anything.
    void receiveInterrupt();
    void receiveTerminate();

Q_SIGNALS:
    void done(int exitCode);

protected:
    /// SIGINT (cancel) and SIGTERM (pause). Commands that hold nothing just end.
    virtual void interrupt();
    virtual void terminate();
    /// Whether what this command adds to the history is told to a team's database at its end.
    [[nodiscard]] virtual bool tellsTeam() const { return true; }
    [[nodiscard]] Console &console() const { return m_context.console; }
    [[nodiscard]] Workspace &workspace() const { return m_context.workspace; }
    [[nodiscard]] const CommandLine &commandLine() const { return m_context.commandLine; }
    [[nodiscard]] const EnvironmentCredentials &credentials() const { return m_context.credentials; }
    /// The tenant that --profile, --base-url or --sandbox names. Says on standard error which one it is. BadInput
    /// "job_unavailable" where its API cannot do `job`, what the command is for.
    [[nodiscard]] Result<TenantSession *> openTenant(std::optional<Job> job = std::nullopt);
    /// The same for the profile that an earlier run used.
    [[nodiscard]] Result<TenantSession *> openTenant(const QString &profileId, const QString &profileName);
    /// Ends; `object` is the last line with --json. Where the history has grown, a team's database is told before, see
    /// TeamTelling; `object` gets "team" then, and the exit code stays as it is. Only the first call counts.
    void finish(const QJsonObject &object, int exitCode);
    /// The same with ExitComplete.
    void complete(const QJsonObject &object);
    /// Says what went wrong and ends with `exitCode`; with --json the object says it, too.
    void fail(const ApiError &error, int exitCode);
    /// The same in the words of the command.
    void fail(const ApiError &error, int exitCode, const QString &sentence);

private:
    void end(const ApiError &error, int exitCode);
    [[nodiscard]] Result<ConnectionProfile> chosenProfile() const;
    [[nodiscard]] Result<TenantSession *> openProfile(const ConnectionProfile &profile, std::optional<Job> job = {});

    HeadlessContext m_context;
    std::unique_ptr<TenantSession> m_session;
    const qint64 m_entriesBefore; ///< Of the history.
    std::unique_ptr<TeamTelling> m_telling; ///< At the end.
    bool m_isInterrupted = false;
    bool m_isFinishing = false;
};

} // namespace muster
