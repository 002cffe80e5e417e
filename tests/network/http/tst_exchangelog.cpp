// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/exchangelog.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace std::chrono_literals;

namespace tst_exchangelog {

/// How the server is doing, as the status bar says it: of whatever service was asked last, and no better than it is.
class TestExchangeLog : public QObject
{
    Q_OBJECT

private:
    static Exchange ended(const char *id, Service service, int status, std::chrono::milliseconds latency = 40ms)
    {
        Exchange exchange;
        exchange.requestId = QString::fromLatin1(id);
        exchange.service = service;
        exchange.httpStatus = status;
        exchange.latency = latency;
        if (status == 0)
            exchange.error = ErrorKind::TimedOut;
        return exchange;
    }

private Q_SLOTS:
    void theServiceThatWasAskedLastSpeaks()
    {
        ExchangeLog log;
        QCOMPARE(log.pulse(m_start).kind, ServerPulse::Kind::NotAsked);
        log.begin(QStringLiteral("a"), Service::Transcripts, m_start);
        QCOMPARE(log.pulse(m_start).kind, ServerPulse::Kind::Waiting); // the first answer is still to come
        log.add(ended("a", Service::Transcripts, 200, 250ms));
        const ServerPulse first{ServerPulse::Kind::Answering, Service::Transcripts, 250ms, 0};
        QCOMPARE(log.pulse(m_start), first);
        log.add(ended("b", Service::Segments, 200, 30ms));
        const ServerPulse second{ServerPulse::Kind::Answering, Service::Segments, 30ms, 0};
        QCOMPARE(log.pulse(m_start), second);
    }

    void F49_whoWaitsForAnAnswerIsToldSo()
    {
        ExchangeLog log;
        log.add(ended("a", Service::Segments, 200, 250ms));
        log.begin(QStringLiteral("b"), Service::Segments, m_start);
        QCOMPARE(log.pulse(m_start + 2s).kind, ServerPulse::Kind::Answering); // answers may take a moment
        const ServerPulse waiting{ServerPulse::Kind::Waiting, Service::Segments, 12s, 0};
        QCOMPARE(log.pulse(m_start + 12s), waiting);
        log.begin(QStringLiteral("c"), Service::Segments, m_start + 11s);
        QCOMPARE(log.pulse(m_start + 12s), waiting); // the longest wait counts
        log.add(ended("b", Service::Segments, 0));
        QCOMPARE(log.pulse(m_start + 12s).kind, ServerPulse::Kind::Silent);
        log.add(ended("c", Service::Segments, 200));
        QCOMPARE(log.pulse(m_start + 13s).kind, ServerPulse::Kind::Answering);
    }

    void troubleIsSaidAndGivingUpIsNone()
    {
        ExchangeLog log;
        log.add(ended("a", Service::ContactLists, 503));
        const ServerPulse failing{ServerPulse::Kind::Failing, Service::ContactLists, 0ms, 503};
        QCOMPARE(log.pulse(m_start), failing);
        log.add(ended("b", Service::ContactLists, 200));
        Exchange givenUp = ended("c", Service::ContactLists, 0);
        givenUp.error = ErrorKind::Cancelled;
        log.add(givenUp);
        QCOMPARE(log.pulse(m_start).kind, ServerPulse::Kind::Answering);
    }

private:
    const ExchangeLog::TimePoint m_start{1000h};
};

MUSTER_TEST(TestExchangeLog, QCoreApplication)

} // namespace tst_exchangelog

#include "tst_exchangelog.moc"
