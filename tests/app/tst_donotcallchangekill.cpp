// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/killedoperation.h"
#include "tests/support/testprogram.h"

#include <QMutex>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_donotcallchangekill {

namespace {

constexpr qint64 company = 501, optOuts = 502;

/// Requests that change do-not-call groups, seen beside the server: at no moment is a chosen number in neither group,
/// none is sent that nobody chose, and none is sent where a request before has done it.
class Witness
{
public:
    Witness(const CxoneSandbox &sandbox, QStringList chosen)
        : m_sandbox(sandbox)
        , m_chosen(std::move(chosen))
    {
    }
    void see(const SandboxRequest &request)
    {
        const QMutexLocker lock(&m_mutex);
        const QStringList held = m_sandbox.doNotCallTruth(company), moved = m_sandbox.doNotCallTruth(optOuts);
        for (const QString &number : std::as_const(m_chosen)) {
            if (!held.contains(number) && !moved.contains(number))
                m_findings.append(u"one is in neither group"_s);
        }
        if (request.method == "GET" || !request.path.contains("/records"))
            return;
        const bool puts = request.method == "POST";
        const QRegularExpression digits(u"\\d{7,15}"_s);
        auto matches = digits.globalMatch(QString::fromLatin1(request.body));
        while (matches.hasNext()) {
            const QString number = matches.next().captured();
            if (!m_chosen.contains(number))
                m_findings.append(u"nobody chose one"_s);
            if (puts ? moved.contains(number) : !held.contains(number))
                m_findings.append(u"one was sent twice"_s);
            if (!puts && !moved.contains(number))
                m_findings.append(u"one was taken out before it was there"_s);
        }
    }
    [[nodiscard]] QStringList findings() const
    {
        const QMutexLocker lock(&m_mutex);
        QStringList findings = m_findings;
        findings.removeDuplicates();
        return findings;
    }

private:
    const CxoneSandbox &m_sandbox;
    const QStringList m_chosen;
    mutable QMutex m_mutex;
    QStringList m_findings;
};

} // namespace

/// F90 to F92 where numbers move from one do-not-call group to another: kill -9 at any moment.
class DoNotCallChangeKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_F91_F92_killedAgainAndAgainEveryNumberMovesOnceAndIsNeverInNeither();
};

void DoNotCallChangeKillTest::F90_F91_F92_killedAgainAndAgainEveryNumberMovesOnceAndIsNeverInNeither()
{
    std::unique_ptr<CxoneStation> station;
    std::shared_ptr<Witness> witness;
    QStringList chosen, others, there;
    KilledOperation operation({
        .begin =
            [&] {
                station.reset();
                station = std::make_unique<CxoneStation>(CxoneSandboxSettings{.tenant = {.contacts = 6000, .seed = 7}});
                there = station->sandbox().doNotCallTruth(optOuts);
                QStringList held = station->sandbox().doNotCallTruth(company);
                held.removeIf([&](const QString &number) { return there.contains(number); });
                chosen = held.first(14);
                others = held.mid(14);
                station->write(u"numbers.txt"_s, '+' + chosen.join(u"\n+").toUtf8());
                witness = std::make_shared<Witness>(station->sandbox(), chosen);
                station->addWatcher([witness = witness](const SandboxRequest &request) { witness->see(request); });
                return KilledOperation::Round{station.get(),
                                              {u"dnc"_s, u"move"_s, station->file(u"numbers.txt"_s), u"--group"_s,
                                               QString::number(company), u"--to"_s, QString::number(optOuts),
                                               u"--confirm-count"_s, QString::number(chosen.size()),
                                               u"--plain-backup"_s, u"--quiet"_s}};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                if (request.path.contains("/token"))
                    return u"sign-in"_s;
                if (!request.path.contains("/records"))
                    return u"look"_s;
                return request.method == "POST"  ? u"putting"_s
                    : request.method == "DELETE" ? u"taking"_s
                                                 : u"reading"_s;
            },
        .writes = {u"putting"_s, u"taking"_s},
        .isDone =
            [&] {
                const QStringList held = station->sandbox().doNotCallTruth(company),
                                  moved = station->sandbox().doNotCallTruth(optOuts);
                return std::ranges::all_of(
                    chosen, [&](const QString &number) { return !held.contains(number) && moved.contains(number); });
            },
        .asksToBeginAnew = [](const CommandResult &result) { return result.out.contains("change_numbers_missing"); },
        .findings =
            [&](const CommandResult &) {
                QStringList findings = witness->findings() + station->calls();
                const QStringList held = station->sandbox().doNotCallTruth(company);
                for (const QString &other : std::as_const(others)) {
                    if (!held.contains(other))
                        findings.append(u"one that nobody chose has changed"_s);
                }
                return findings;
            },
    });
    QCOMPARE(operation.kill(24), QString());
}

MUSTER_TEST(DoNotCallChangeKillTest, QCoreApplication)

} // namespace tst_donotcallchangekill
#include "tst_donotcallchangekill.moc"
