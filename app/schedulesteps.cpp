// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/schedulesteps.h"

#include "app/commandline.h"
#include "models/rules/commandwords.h"
#include "models/runs/workspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace muster {

namespace {

/// They end by themselves, ask nobody, and what they do or show is of use at any time. Not here: what deletes or brings
/// back, what is about one run of the past, what makes or forgets keys, and what speaks only to a person.
bool canBeScheduled(const QString &command)
{
    static const QSet<QString> commands{
        QStringLiteral("segments export"),    QStringLiteral("segments diff"),
        QStringLiteral("lists sanitize"),     QStringLiteral("lists apply"),
        QStringLiteral("lists stale"),        QStringLiteral("lists index"),
        QStringLiteral("lists enrich"),       QStringLiteral("dnc scrub"),
        QStringLiteral("dnc registry add"),   QStringLiteral("dnc registry refresh"),
        QStringLiteral("transcripts fetch"),  QStringLiteral("transcripts mask"),
        QStringLiteral("audiences put"),      QStringLiteral("audiences publish"),
        QStringLiteral("audiences estimate"), QStringLiteral("audiences validate"),
        QStringLiteral("audit verify"),       QStringLiteral("audit export"),
        QStringLiteral("audit checkpoint"),   QStringLiteral("audit prune"),
        QStringLiteral("connections test"),   QStringLiteral("notices retry"),
        QStringLiteral("support collect"),    QStringLiteral("upload check"),
        QStringLiteral("export diff"),
    };
    return commands.contains(command);
}

} // namespace

std::optional<ApiError> scheduleStepFault(const QStringList &words)
{
    const auto refuse = [](const char *code, const QString &subject, const QString &detail = {}) {
        return ApiError{.kind = ErrorKind::BadInput,
                        .code = QString::fromLatin1(code),
                        .detail = detail.left(2'000),
                        .subject = subject.left(200)};
    };
    for (const QString &word : words) {
        const QString option = word.section(u'=', 0, 0);
        if (option == u"--data-dir" || option == u"--base-url" || option == u"--help" || option == u"-h"
            || option == u"--version" || option == u"-")
            return refuse("schedule_step_option", option);
    }
    const CommandTrial trial = tryCommandLine(words);
    const QString command = trial.command.join(u' ');
    if (!trial.fault.isEmpty())
        return refuse("schedule_step", shellLine(words), trial.fault);
    if (!canBeScheduled(command))
        return refuse("schedule_step_kind", command.isEmpty() ? shellLine(words) : command);
    return std::nullopt;
}

ScheduleRoom::ScheduleRoom(const CommandLine &commandLine, Workspace &workspace)
    : store(Workspace::Paths::chosen(commandLine.common.dataDir).data)
    , desk({store, workspace.audit(), workspace.storeThread()}, scheduleHost(commandLine),
           std::make_unique<SystemdScheduler>())
{
    if (workspace.isReadOnly())
        store.setReadOnly();
    notice = store.load();
}

ScheduleHost scheduleHost(const CommandLine &commandLine)
{
    const QString &dataDir = commandLine.common.dataDir;
    return {.program = QCoreApplication::applicationFilePath(),
            .dataDir = dataDir.isEmpty() ? QString() : QDir::cleanPath(QDir(dataDir).absolutePath()),
            .dataFolder = Workspace::Paths::chosen(dataDir).data,
            .unitFolder = UnitFolder::standard(),
            .check = scheduleStepFault};
}

} // namespace muster
