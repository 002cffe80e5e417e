// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamchannel.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_unknownhost {

/// Names that no server has, asked of the system's resolver. In a program of its own: the resolver of glibc keeps a few
/// bytes for each thread that asked, which LeakSanitizer reports when Qt's look-up thread has not ended at exit.
class TestUnknownHost : public QObject
{
    Q_OBJECT

    static QCoro::Task<Result<Secret>> give(Secret secret) { co_return Result<Secret>(secret); }

private Q_SLOTS:
    void F40_unknownHostWasNotSent()
    {
        HttpRequest request;
        request.method = "GET";
        request.url = QUrl(QStringLiteral("http://name.invalid/"));
        request.limits.firstByte = 3s;
        request.limits.overall = 6s;
        QnamChannel channel;
        const auto reply = QCoro::waitFor(channel.send(request, {}));
        QVERIFY(!reply);
        QCOMPARE(errorKindKey(reply.error().kind), QStringLiteral("not_sent"));
        QCOMPARE(reply.error().subject, QStringLiteral("name.invalid"));
    }

    void testStopsAtTheFirstHopThatFails()
    {
        FakeClock clock;
        ConnectionProfile profile = contractProfile(QStringLiteral("x"), QUrl(QStringLiteral("https://name.invalid")));
        TenantConnection connection(profile, [](std::stop_token) { return give(Secret("secret")); }, clock);
        const auto hops = QCoro::waitFor(connection.test({}));
        QCOMPARE(hops.size(), 12);
        QVERIFY(hops.at(0).error);
        QCOMPARE(errorKindKey(hops.at(0).error->kind), QStringLiteral("not_sent"));
        for (qsizetype i = 1; i < hops.size(); ++i)
            QVERIFY(hops.at(i).skipped && !hops.at(i).error);
    }
};

MUSTER_TEST(TestUnknownHost, QCoreApplication)

} // namespace tst_unknownhost
#include "tst_unknownhost.moc"
