// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/secret.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace muster;

namespace tst_secret {

namespace {

/// The "VmFlags" of the mapping that holds `address`; empty when there is none.
QList<QByteArray> mappingFlags(const void *address)
{
    const auto wanted = reinterpret_cast<quintptr>(address);
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    bool inside = false;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArray range = line.left(line.indexOf(' '));
        const qsizetype dash = range.indexOf('-');
        bool isNumber = false;
        const quintptr begin = range.left(dash).toULongLong(&isNumber, 16);
        if (dash > 0 && isNumber)
            inside = begin <= wanted && wanted < range.mid(dash + 1).toULongLong(nullptr, 16);
        else if (inside && line.startsWith("VmFlags:"))
            return line.mid(8).simplified().split(' ');
    }
    return {};
}

using TokenBytes = std::array<char, 40>;

/// In the same memory as the caller's array only: nothing of it may lie about elsewhere in the process.
void makeToken(TokenBytes &token, quint32 seed)
{
    for (std::size_t i = 0; i < token.size(); ++i) {
        seed = seed * 1664525u + 1013904223u;
        token[i] = static_cast<char>('A' + (seed >> 24) % 26);
    }
}

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesShareOnePlace();
    void S05_liesOnPagesThatAreNotDumped();
    void S05_isGoneWithItsLastCopy();
    void S05_isAbsentFromACrashFile();
};

void TestSecret::copiesShareOnePlace()
{
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArrayView()).isEmpty());
    QVERIFY(Secret().bytes().isEmpty());
    const Secret first("to ken");
    const Secret second = first;
    QCOMPARE(second.bytes().data(), first.bytes().data());
    QVERIFY(first == second);
    QVERIFY(first == Secret("to ken"));
    QVERIFY(!(first == Secret("to kex")));
    QVERIFY(!(first == Secret()));
    Secret moved = second;
    const Secret third = std::move(moved);
    moved = Secret("other");
    QCOMPARE(third.bytes().toByteArray(), QByteArray("to ken"));
    QCOMPARE(moved.bytes().toByteArray(), QByteArray("other"));
}

void TestSecret::S05_liesOnPagesThatAreNotDumped()
{
    const Secret secret("token");
    QVERIFY2(mappingFlags(secret.bytes().data()).contains("dd"), "do not dump");
}

void TestSecret::S05_isGoneWithItsLastCopy()
{
    auto first = std::make_unique<Secret>("token");
    const void *place = first->bytes().data();
    auto second = std::make_unique<Secret>(*first);
    first.reset();
    QCOMPARE(second->bytes().toByteArray(), QByteArray("token"));
    QVERIFY(mappingFlags(place).contains("dd"));
    second.reset();
    // Unmapped; should something else be there by now, it is no page of a secret.
    QVERIFY(!mappingFlags(place).contains("dd"));
}

void TestSecret::S05_isAbsentFromACrashFile()
{
    QTemporaryDir folder;
    const quint32 seed = QRandomGenerator::system()->generate();
    const pid_t child = fork();
    if (child == 0) {
        // As if the program had forgotten to switch dumps off: the pages alone must be protection enough.
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_CORE, &all);
        prctl(PR_SET_DUMPABLE, 1);
        if (chdir(QFile::encodeName(folder.path()).constData()) != 0)
            _exit(1);
        // Beside it, the same kind of text on the heap, to see that the file would show it.
        static TokenBytes known;
        makeToken(known, seed ^ 1);
        asm volatile("" : : "r"(known.data()) : "memory"); // or it would never be written
        TokenBytes token;
        makeToken(token, seed);
        const Secret secret(QByteArrayView(token.data(), qsizetype(token.size())));
        explicit_bzero(token.data(), token.size());
        signal(SIGABRT, SIG_DFL);
        abort();
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
    QVERIFY(pattern.open(QIODevice::ReadOnly));
    const QByteArray name = pattern.readAll().trimmed();
    if (name.startsWith('|') || name.contains('/')) {
        qInfo("crash files go elsewhere here; that the pages are left out is tested above");
        return;
    }
    const QStringList dumps = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(dumps.size(), 1);
    QFile dump(folder.filePath(dumps.first()));
    QVERIFY(dump.open(QIODevice::ReadOnly));
    const QByteArray bytes = dump.readAll();
    TokenBytes token;
    makeToken(token, seed ^ 1);
    QVERIFY2(bytes.contains(QByteArrayView(token.data(), qsizetype(token.size()))), "the file shows what it may");
    makeToken(token, seed);
    QVERIFY(!bytes.contains(QByteArrayView(token.data(), qsizetype(token.size()))));
}

MUSTER_TEST(TestSecret, QCoreApplication)

} // namespace tst_secret
#include "tst_secret.moc"
