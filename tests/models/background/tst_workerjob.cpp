// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/background/workerjob.h"

#include "tests/support/testprogram.h"

#include <QSemaphore>
#include <new>
#include <stdexcept>

using namespace muster;

namespace tst_workerjob {

/// F109: what a worker throws ends in an answer, whatever kind of answer it is.
class TestWorkerJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F109_whatIsThrownBecomesTheResultsError()
    {
        QStringList told;
        WorkerJob<Result<int>> job([&told](const Result<int> &answer) {
            told.append(answer ? QString::number(*answer) : answer.error().code);
        });
        job.start([](const std::stop_token &) -> Result<int> { throw std::bad_alloc(); });
        QTRY_COMPARE(told, QStringList{QStringLiteral("out_of_memory")});
        QVERIFY(!job.isRunning());
        job.start([](const std::stop_token &) -> Result<int> { return 7; }); // it can be used again
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told.last(), QStringLiteral("7"));
    }

    void F109_soItIsWithASharedResult()
    {
        std::optional<ApiError> told;
        WorkerJob<std::shared_ptr<Result<QString>>> job(
            [&told](const std::shared_ptr<Result<QString>> &answer) { told = answer->error(); });
        job.start([](const std::stop_token &) -> std::shared_ptr<Result<QString>> {
            throw std::runtime_error("a wheel came off");
        });
        QTRY_VERIFY(told);
        QCOMPARE(told->code, QStringLiteral("unexpected_fault"));
        QCOMPARE(told->detail, QStringLiteral("a wheel came off"));
    }

    void F109_anAnswerThatCannotBeAnErrorIsNotMadeUp()
    {
        int answers = 0;
        QStringList failures;
        WorkerJob<QList<int>> job([&answers](const QList<int> &) { ++answers; },
                                  [&failures](const ApiError &error) { failures.append(error.code); });
        job.start([](const std::stop_token &) -> QList<int> { throw 7; });
        QTRY_COMPARE(failures, QStringList{QStringLiteral("unexpected_fault")});
        QCOMPARE(answers, 0);
    }

    void F109_whatWasOvertakenIsNotToldOf()
    {
        QSemaphore go;
        QStringList told;
        WorkerJob<Result<int>> job([&told](const Result<int> &answer) {
            told.append(answer ? QString::number(*answer) : answer.error().code);
        });
        job.start([&go](const std::stop_token &) -> Result<int> {
            go.acquire();
            throw std::bad_alloc();
        });
        job.start([](const std::stop_token &) -> Result<int> { return 2; });
        go.release();
        QThreadPool::globalInstance()->waitForDone();
        QTRY_COMPARE(told, QStringList{QStringLiteral("2")});
    }
};

MUSTER_TEST(TestWorkerJob, QCoreApplication)

} // namespace tst_workerjob
#include "tst_workerjob.moc"
