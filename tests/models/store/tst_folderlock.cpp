// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/folderlock.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <optional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace muster;

namespace tst_folderlock {

namespace {

// A second process that takes the lock, tells so by one byte, and then waits to be killed.
struct Holder
{
    explicit Holder(const QString &folder)
    {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0)
            return;
        pid = ::fork();
        if (pid == 0) {
            ::close(ends[0]);
            const auto lock = FolderLock::acquire(folder);
            const char answer = lock ? 'y' : 'n';
            (void)!::write(ends[1], &answer, 1);
            for (;;)
                ::pause();
        }
        ::close(ends[1]);
        char answer = 0;
        holds = ::read(ends[0], &answer, 1) == 1 && answer == 'y';
        ::close(ends[0]);
    }
    ~Holder() { kill(); }
    void kill()
    {
        if (pid > 0) {
            ::kill(pid, SIGKILL);
            ::waitpid(pid, nullptr, 0);
            pid = -1;
        }
    }
    pid_t pid = -1;
    bool holds = false;
};

} // namespace

class TestFolderLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F97_oneWriterWithinTheProcess();
    void F97_oneWriterAcrossProcessesAlsoAfterKill();
    void F97_aLeftOverFileIsNoLock();
    void F97_aReplacedFileIsNoticed();
    void F97_childrenDoNotKeepIt();
    void S03_theFileIsPrivate();
    void aMissingFolderIsAnError();
};

void TestFolderLock::F97_oneWriterWithinTheProcess()
{
    QTemporaryDir folder;
    std::optional<FolderLock> kept;
    {
        auto lock = FolderLock::acquire(folder.path());
        QVERIFY(lock);
        kept.emplace(*std::move(lock)); // moving it keeps it
    }
    const auto second = FolderLock::acquire(folder.path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::InUse);
    QCOMPARE(second.error().code, QStringLiteral("folder_in_use"));
    QCOMPARE(second.error().subject, folder.path());
    QTemporaryDir other;
    QVERIFY(FolderLock::acquire(other.path()));
    kept.reset();
    QVERIFY(FolderLock::acquire(folder.path()));
}

void TestFolderLock::F97_oneWriterAcrossProcessesAlsoAfterKill()
{
    QTemporaryDir folder;
    Holder first(folder.path());
    QVERIFY(first.holds);
    QCOMPARE(FolderLock::acquire(folder.path()).error().kind, ErrorKind::InUse);
    Holder second(folder.path());
    QVERIFY(!second.holds);
    first.kill(); // it holds the lock and waits for this; with its death the lock is free, at once
    QVERIFY(FolderLock::acquire(folder.path()));
}

void TestFolderLock::F97_aLeftOverFileIsNoLock()
{
    // As a lock made of a process number would be fooled: the file names a process that lives, this one.
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral(".lock")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(qint64(::getpid())));
    file.close();
    QVERIFY(FolderLock::acquire(folder.path()));
}

void TestFolderLock::F97_aReplacedFileIsNoticed()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral(".lock"));
    const auto first = FolderLock::acquire(folder.path());
    QVERIFY(first);
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), folder.filePath(QStringLiteral("link"))));
    QVERIFY(QFile::remove(name));
    QVERIFY(QFile::rename(folder.filePath(QStringLiteral("link")), name));
    QCOMPARE(FolderLock::acquire(folder.path()).error().code, QStringLiteral("is_link"));
}

void TestFolderLock::F97_childrenDoNotKeepIt()
{
    QTemporaryDir folder;
    std::optional<FolderLock> lock(*FolderLock::acquire(folder.path()));
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[0], 0);
        ::close(ends[1]);
        ::execl("/bin/cat", "cat", static_cast<char *>(nullptr)); // lives until the pipe is closed
        ::_exit(1);
    }
    ::close(ends[0]);
    // The child has left our image when the file descriptor it must not inherit is gone.
    const QString exe = QStringLiteral("/proc/%1/exe").arg(child);
    QTRY_VERIFY(QFile::symLinkTarget(exe) != QFile::symLinkTarget(QStringLiteral("/proc/self/exe")));
    lock.reset();
    QVERIFY(FolderLock::acquire(folder.path()));
    ::close(ends[1]);
    ::waitpid(child, nullptr, 0);
}

void TestFolderLock::S03_theFileIsPrivate()
{
    QTemporaryDir folder;
    const mode_t before = ::umask(0);
    const auto lock = FolderLock::acquire(folder.path());
    ::umask(before);
    QVERIFY(lock);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(folder.filePath(QStringLiteral(".lock"))).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
}

void TestFolderLock::aMissingFolderIsAnError()
{
    QTemporaryDir folder;
    const auto lock = FolderLock::acquire(folder.filePath(QStringLiteral("none")));
    QVERIFY(!lock);
    QCOMPARE(lock.error().kind, ErrorKind::File);
    QCOMPARE(lock.error().code, QStringLiteral("not_found"));
}

MUSTER_TEST(TestFolderLock, QCoreApplication)

} // namespace tst_folderlock
#include "tst_folderlock.moc"
