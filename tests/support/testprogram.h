// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTest>

/// The tests of a folder are one program: linking each of them on its own took longer than compiling it. The first
/// argument says which of them runs, the rest is Qt Test's:
///
///     build/dev/tests/models/store/models_store tst_outbox -functions
///
/// Each still runs in a process of its own, with an application object of the kind that its last line names:
///
///     MUSTER_TEST(TestOutbox, QCoreApplication)
namespace muster::tests {

/// In place of an application object, for tests that need none.
struct NoApplication
{
    NoApplication(int &, char **) { }
};

using TestMain = int (*)(int argc, char **argv);

/// Adds a test to the program under the name of its source, before main() begins.
class TestEntry
{
public:
    TestEntry(const char *source, TestMain testMain);
};

template <typename Test, typename Application>
int runTest(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi); // the same pictures on every machine, as QTEST_MAIN has it
    Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace muster::tests

#define MUSTER_TEST(Test, Application) \
    static const muster::tests::TestEntry entryOf##Test(__FILE__, &muster::tests::runTest<Test, Application>);
