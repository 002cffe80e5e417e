// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/background/whendone.h"

#include "tests/support/testprogram.h"

#include <QPromise>
#include <QThread>
#include <memory>

using namespace muster;

namespace tst_whendone {

class TestWhenDone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereAlreadyIsToldLater()
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(7);
        promise.finish();
        int told = 0;
        whenDone(this, promise.future(), [&told](int value) { told = value; });
        QCOMPARE(told, 0); // who asks is never called back from within
        QTRY_COMPARE(told, 7);
    }

    void itIsToldOnTheThreadOfTheOwner()
    {
        QPromise<int> promise;
        promise.start();
        QThread *told = nullptr;
        whenDone(this, promise.future(), [&told](int) { told = QThread::currentThread(); });
        const std::unique_ptr<QThread> worker(QThread::create([&promise] {
            promise.addResult(1);
            promise.finish();
        }));
        worker->start();
        QTRY_COMPARE(told, thread());
        QVERIFY(worker->wait());
    }

    /// A page that is closed or built anew meanwhile. QFuture::then() asserts here.
    void nobodyIsToldWhenTheOwnerIsGone()
    {
        QPromise<int> promise;
        promise.start();
        bool isTold = false;
        auto owner = std::make_unique<QObject>();
        whenDone(owner.get(), promise.future(), [&isTold](int) { isTold = true; });
        owner.reset();
        promise.addResult(1);
        promise.finish();
        bool isLater = false;
        QMetaObject::invokeMethod(this, [&isLater] { isLater = true; }, Qt::QueuedConnection);
        QTRY_VERIFY(isLater);
        QVERIFY(!isTold);
    }

    void whatCannotBeCopiedIsMoved()
    {
        QPromise<std::unique_ptr<int>> promise;
        promise.start();
        promise.addResult(std::make_unique<int>(7));
        promise.finish();
        std::unique_ptr<int> told;
        whenDone(this, promise.future(), [&told](std::unique_ptr<int> value) { told = std::move(value); });
        QTRY_VERIFY(told);
        QCOMPARE(*told, 7);
    }
};

MUSTER_TEST(TestWhenDone, QCoreApplication)

} // namespace tst_whendone
#include "tst_whendone.moc"
