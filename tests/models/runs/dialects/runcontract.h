// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialectbench.h"
#include "network/wire/dialer.h"

#include <QObject>

namespace muster::test {

/// What holds for a run whatever API its tenant speaks: each test is run over both, one fault each, and judged by the
/// tenant's own truth. A job says in a class of its own how it is begun and what it must leave.
class RunContract : public QObject
{
    Q_OBJECT

protected:
    /// The doors at which its work is done.
    [[nodiscard]] virtual QList<Door> doors(const QString &dialect) const = 0;
    /// Whether a request at one of these changes anything.
    [[nodiscard]] virtual bool isWriting() const { return true; }
    /// Whether beginning it is refused to who may only look.
    [[nodiscard]] virtual bool needsArming(const QString &) const { return isWriting(); }
    /// What has to be there before; with tenant and disk in order.
    virtual void prepare(DialectBench &) { }
    /// Whether numbers may be called because of it, where skills dial from the list.
    [[nodiscard]] virtual bool mayDial() const { return isWriting(); }
    [[nodiscard]] virtual Result<Run *> start(DialectBench &bench, const DialConsent &consent = {}) = 0;
    /// What is not as an undisturbed run leaves it, in lines.
    [[nodiscard]] virtual QStringList wrong(DialectBench &bench) = 0;

private Q_SLOTS:
    void F46_undisturbedNothingIsWrittenTwice_data() { dialectRows(); }
    void F46_undisturbedNothingIsWrittenTwice();
    void F42_F43_F44_F45_aLostAnswerIsJudgedBeforeARepeat_data() { doorRows(); }
    void F42_F43_F44_F45_aLostAnswerIsJudgedBeforeARepeat();
    void F18_F19_F20_F22_troubleIsReadBack_data() { doorRows(); }
    void F18_F19_F20_F22_troubleIsReadBack();
    void F03_throttlingWithoutRetryAfterIsSatOut_data() { doorRows(); }
    void F03_throttlingWithoutRetryAfterIsSatOut();
    void F07_aRefusedTokenIsRenewedOnce_data() { doorRows(); }
    void F07_aRefusedTokenIsRenewedOnce();
    void F21_theBreakerOpensAndStaysOpen_data() { doorRows(); }
    void F21_theBreakerOpensAndStaysOpen();
    void F90_F91_F92_killedAtACommitPoint_data();
    void F90_F91_F92_killedAtACommitPoint();
    void F94_aFullDiskLeavesOrder_data() { doorRows(); }
    void F94_aFullDiskLeavesOrder();
    void F105_cancelledAndResumed_data() { doorRows(); }
    void F105_cancelledAndResumed();
    void nobodyIsCalledUnlessTheSkillIsNamed_data() { dialectRows(); }
    void nobodyIsCalledUnlessTheSkillIsNamed();
    void S42_lookOnlySendsNothing_data() { dialectRows(); }
    void S42_lookOnlySendsNothing();
    void cleanup();

private:
    void dialectRows() const;
    void doorRows() const;
    /// The row's, prepared; counts from here on.
    DialectBench &made(Environment environment = Environment::Test);
    /// What is not right at the end: wrong(), records that the tenant was told of twice, files that would
    /// start a skill, and phones that rang.
    [[nodiscard]] QStringList findings();
    [[nodiscard]] QStringList doubled() const;

    std::unique_ptr<DialectBench> m_bench;
};

} // namespace muster::test
