// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/eventwait.h"

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

#undef QTRY_IMPL
#define QTRY_IMPL(expr, timeout)                                                                                       \
    for (muster::tests::EventWait eventWait(timeout);                                                                  \
         !(expr) && !(QTest::runningTest() && QTest::currentTestFailed()) && eventWait.pass();) { }
#undef QTRY_VERIFY
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, muster::tests::patience)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, muster::tests::patience)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, muster::tests::patience)

#define MUSTER_TEST(Test, Application)                                                                                 \
    static const muster::tests::TestEntry entryOf##Test(__FILE__, &muster::tests::runTest<Test, Application>);
