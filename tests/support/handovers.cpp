// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Qt hands from thread to thread, told to the thread sanitizer: Qt is not instrumented, so that neither its queues
// nor its futures are seen to put anything in order. Each function below stands in front of Qt's own of that name in
// every test program. One mark stands for all: who gives a task, an event or a result away has been before whoever
// takes one later. What two threads do at once, with nothing handed over between, is found as ever.

#include <QCoreApplication>
#include <QFutureInterface>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>
#include <dlfcn.h>
#include <functional>
#include <sanitizer/tsan_interface.h>

namespace {

char s_mark;

void given()
{
    __tsan_release(&s_mark);
}

void taken()
{
    __tsan_acquire(&s_mark);
}

template <typename Function>
Function *qts(const char *symbol)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, symbol));
}

/// A task, with what was given before it.
class HandedOver : public QRunnable
{
public:
    explicit HandedOver(QRunnable *task)
        : m_task(task)
    {
    }

    void run() override
    {
        taken();
        const bool isOurs = m_task->autoDelete();
        m_task->run();
        if (isOurs)
            delete m_task;
        given();
    }

private:
    QRunnable *const m_task;
};

/// Sees every event of the main thread before it is handled.
class Arrivals : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *) override
    {
        taken();
        return false;
    }
};

/// Deleted by a thread as its last act, after all that was to go away with the thread before this was made.
class LastOut : public QObject
{
public:
    using QObject::QObject;
    ~LastOut() override { given(); }
};

void watchArrivals()
{
    QCoreApplication::instance()->installEventFilter(new Arrivals(QCoreApplication::instance()));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watchArrivals)

void QThread::start(Priority priority)
{
    static auto *const real = qts<void(QThread *, Priority)>("_ZN7QThread5startENS_8PriorityE");
    if (!isRunning()) {
        auto *last = new LastOut;
        last->moveToThread(this);
        connect(this, &QThread::finished, last, &QObject::deleteLater);
    }
    given();
    real(this, priority);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static auto *const real = qts<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = real(this, deadline);
    taken();
    return ended;
}

void QThreadPool::start(QRunnable *task, int priority)
{
    static auto *const real = qts<void(QThreadPool *, QRunnable *, int)>("_ZN11QThreadPool5startEP9QRunnablei");
    auto *handedOver = new HandedOver(task);
    given();
    real(this, handedOver, priority);
}

void QThreadPool::start(std::function<void()> task, int priority)
{
    start(QRunnable::create(std::move(task)), priority);
}

bool QThreadPool::tryStart(QRunnable *task)
{
    static auto *const real = qts<bool(QThreadPool *, QRunnable *)>("_ZN11QThreadPool8tryStartEP9QRunnable");
    auto *handedOver = new HandedOver(task);
    given();
    if (real(this, handedOver))
        return true;
    delete handedOver;
    return false;
}

bool QThreadPool::tryStart(std::function<void()> task)
{
    QRunnable *runnable = QRunnable::create(std::move(task));
    if (tryStart(runnable))
        return true;
    delete runnable;
    return false;
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static auto *const real = qts<bool(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = real(this, milliseconds);
    taken();
    return done;
}

QThreadPool::~QThreadPool()
{
    waitForDone(-1);
    // The rest of Qt's own destructor is only for its private part, which goes with QObject's.
}

void QFutureInterfaceBase::reportFinished()
{
    static auto *const real = qts<void(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    given();
    real(this);
}

void QFutureInterfaceBase::waitForFinished()
{
    static auto *const real = qts<void(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase15waitForFinishedEv");
    real(this);
    taken();
}

void QFutureInterfaceBase::waitForResult(int index)
{
    static auto *const real = qts<void(QFutureInterfaceBase *, int)>("_ZN20QFutureInterfaceBase13waitForResultEi");
    real(this, index);
    taken();
}

bool QFutureInterfaceBase::queryState(State state) const
{
    static auto *const real
        = qts<bool(const QFutureInterfaceBase *, State)>("_ZNK20QFutureInterfaceBase10queryStateENS_5StateE");
    const bool is = real(this, state);
    taken();
    return is;
}

bool QFutureInterfaceBase::derefT() const noexcept
{
    static auto *const real = qts<bool(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    given();
    const bool others = real(this);
    taken();
    return others;
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *ret)
{
    static auto *const real = qts<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    given();
    return real(object, slot, type, ret);
}

void QMetaObject::activate(QObject *sender, const QMetaObject *meta, int signal, void **arguments)
{
    static auto *const real
        = qts<void(QObject *, const QMetaObject *, int, void **)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    given();
    real(sender, meta, signal, arguments);
}
