// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/processcall.h"

#include <QProcess>
#include <QPromise>
#include <QTimer>
#include <QVariant>
#include <memory>

namespace muster {

QFuture<ProcessAnswer> callProcess(const QString &program, const QStringList &arguments,
                                   std::chrono::milliseconds limit, const QHash<QString, QString> &variables)
{
    const auto promise = std::make_shared<QPromise<ProcessAnswer>>();
    promise->start();
    auto *process = new QProcess;
    const auto answer = [promise, process](ProcessAnswer::End end) {
        if (promise->future().isFinished())
            return;
        promise->addResult(
            ProcessAnswer{.end = end,
                          .exitCode = end == ProcessAnswer::End::Exited ? process->exitCode() : -1,
                          .out = process->readAllStandardOutput().left(ProcessAnswer::mostOutput),
                          .err = process->readAllStandardError().left(ProcessAnswer::mostOutput)});
        promise->finish();
        process->deleteLater();
    };
    QObject::connect(process, &QProcess::finished, process, [answer, process](int, QProcess::ExitStatus status) {
        const bool wasKilled = process->property("timedOut").toBool();
        answer(wasKilled                                ? ProcessAnswer::End::TimedOut
                   : status == QProcess::NormalExit ? ProcessAnswer::End::Exited
                                                    : ProcessAnswer::End::Crashed);
    });
    QObject::connect(process, &QProcess::errorOccurred, process, [answer](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            answer(ProcessAnswer::End::NotStarted);
    });
    QTimer::singleShot(limit, process, [process] {
        process->setProperty("timedOut", true);
        process->kill();
    });
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto one = variables.begin(); one != variables.end(); ++one)
        environment.insert(one.key(), one.value());
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    QFuture<ProcessAnswer> future = promise->future();
    process->start(program, arguments);
    return future;
}

} // namespace muster
