// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/apply/blockplan.h"
#include "models/runs/lists/restore/restorerules.h"
#include "models/runs/skillstarter.h"
#include "models/runs/unitwriter.h"
#include "network/api/contactlistsclient.h"
#include "network/api/donotcallclient.h"

namespace muster {

/// What ended a sending, and is over once somebody has seen to the list, or has waited: the run can be gone on with.
[[nodiscard]] bool isOverLater(const ApiError &error);

/// Writes numbers of contacts in batches, one call at a time; a batch that is refused as a whole is halved until the
/// bad record stands alone (F12, F17).
class NumberSender : public UnitWriter<QList<std::uint32_t>, WriteAnswer>
{
public:
    using Units = QList<std::uint32_t>;

protected:
    NumberSender(ContactListsClient &client, QString listId, DialConsent consent, RunMeter &meter, Clock &clock,
                 Sent sent);

    [[nodiscard]] QCoro::Task<Result<void>> intend(Units units) override;
    [[nodiscard]] QCoro::Task<WriteAnswer> send(Units units, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<Outcome>> settle(Units units, WriteAnswer answer) override;
    /// What corrections and restores have in common.
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] qsizetype sizeOf(const Units &units) const override { return units.size(); }
    [[nodiscard]] WriteAnswer notSent(const Units &units, const ApiError &why) const override;

    /// What is written of one contact; BadInput "not_e164" where that must not be.
    [[nodiscard]] virtual Result<ContactPhone> contact(std::uint32_t unit) const = 0;
    [[nodiscard]] virtual UnitChange intent(std::uint32_t unit) const = 0;
    [[nodiscard]] virtual UnitChange after(std::uint32_t unit, const RecordFate &fate) const = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> record(QList<UnitChange> changes) = 0;
    [[nodiscard]] virtual QCoro::Task<WriteAnswer> call(QList<ContactPhone> contacts, std::stop_token stop) = 0;
    /// Refused as a whole for what one of its records may be: the others are not to blame.
    [[nodiscard]] virtual bool isForOneRecord(ErrorKind kind) const;

    ContactListsClient &m_client;
    const QString m_listId;
    const DialConsent m_consent;

private:
    [[nodiscard]] bool callsForHalves(const WriteAnswer &answer) const;
};

/// Writes corrected numbers. A part of ListApplyRun.
class CorrectionSender final : public NumberSender
{
public:
    CorrectionSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, DialConsent consent,
                     RunMeter &meter, Clock &clock, Sent sent);

    /// Sends `units`, which are planned corrections. Success: each has its own outcome, in doubt (F44) and refused
    /// ones (F12, F17, F25) included. Failure: why nothing more may be sent; the rest stays planned.
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(Units units, std::stop_token stop);
    /// How many of so many are in the last call.
    [[nodiscard]] qsizetype lastCallOf(qsizetype units) const;
    [[nodiscard]] SkillStarter &starter() { return m_starter; }

private:
    [[nodiscard]] Result<ContactPhone> contact(std::uint32_t unit) const override;
    [[nodiscard]] UnitChange intent(std::uint32_t unit) const override;
    [[nodiscard]] UnitChange after(std::uint32_t unit, const RecordFate &fate) const override;
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes) override;
    [[nodiscard]] QCoro::Task<WriteAnswer> call(QList<ContactPhone> contacts, std::stop_token stop) override;
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] Units remaining(const Units &units) const override;

    ApplyLedger &m_ledger;
    SkillStarter m_starter;
};

/// The do-not-call group that a restore takes numbers out of; without a client it has none.
struct BlockedGroup
{
    DoNotCallClient *client = nullptr;
    QString id;
};

/// Brings back removed contacts, or old numbers, or takes numbers out of a do-not-call group. A part of ListRestoreRun.
class RestoreSender final : public NumberSender
{
public:
    using Why = BackupRecord::Why;
    using Record = std::function<QCoro::Task<Result<void>>(QList<UnitChange> changes)>;

    /// `record` keeps `log`, as UnitLog::record(). Nothing is ever started, whatever `consent` names for that.
    RestoreSender(const std::vector<RestoreUnit> &units, const UnitLog &log, Record record, ContactListsClient &client,
                  QString listId, BlockedGroup group, DialConsent consent, RunMeter &meter, Clock &clock, Sent sent);

    /// Sends `units`, planned ones that are all in the backup for that reason. Failure: why nothing more may be sent.
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(Why why, Units units, std::stop_token stop);

private:
    [[nodiscard]] Result<ContactPhone> contact(std::uint32_t unit) const override;
    [[nodiscard]] UnitChange intent(std::uint32_t unit) const override;
    [[nodiscard]] UnitChange after(std::uint32_t unit, const RecordFate &fate) const override;
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes) override;
    [[nodiscard]] QCoro::Task<WriteAnswer> call(QList<ContactPhone> contacts, std::stop_token stop) override;
    [[nodiscard]] bool isForOneRecord(ErrorKind kind) const override;
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] Units remaining(const Units &units) const override;
    [[nodiscard]] Units leftOf(const Units &units) const override;

    const std::vector<RestoreUnit> &m_units;
    const UnitLog &m_log;
    const BlockedGroup m_group;
    const Record m_record;
    Why m_why = Why::Purged; ///< Of what is being sent.
};

/// How many contacts are removed before it is time to look whether they are gone: the first ten, then four times as
/// many each (F116), so that a service that only pretends is found out early and a big purge is not read over and over.
class PurgeRounds
{
public:
    static constexpr qsizetype firstRound = 10;
    static constexpr qsizetype growth = 4;

    /// `units`: what is still to be removed, as the last reading left it.
    [[nodiscard]] QList<std::uint32_t> next(const QList<std::uint32_t> &units);

private:
    qsizetype m_size = 0;
};

/// Carries out planned purges, as many in a call as the service takes, some calls at a time. What is in doubt is left
/// alone until the run has read again what proves it. A part of ListApplyRun.
class PurgeSender : public UnitWriter<QList<std::uint32_t>, WriteAnswer>
{
public:
    using Units = QList<std::uint32_t>;
    /// The last question before a write leaves, its intent being on the disk. An error ends the sending.
    using MayLeave = std::function<Result<void>()>;

    /// One round of `units`, planned purges all (see PurgeRounds); a reading has to follow before the next. Failure:
    /// why nothing more may be sent.
    [[nodiscard]] QCoro::Task<Result<void>> sendRound(QList<std::uint32_t> units, std::stop_token stop);

protected:
    PurgeSender(ApplyLedger &ledger, RetryTable retry, RunMeter &meter, Clock &clock, MayLeave mayLeave, Sent sent);

    [[nodiscard]] virtual int perCall() const = 0;
    [[nodiscard]] virtual int callsInFlight() const = 0;
    [[nodiscard]] const PlannedChange &change(std::uint32_t unit) const { return m_ledger.change(unit); }

private:
    [[nodiscard]] QCoro::Task<Result<void>> intend(Units units) override;
    [[nodiscard]] QCoro::Task<Result<Outcome>> settle(Units units, WriteAnswer answer) override;
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] qsizetype sizeOf(const Units &units) const override { return units.size(); }
    [[nodiscard]] Result<void> mayLeave() override { return m_mayLeave(); }
    [[nodiscard]] WriteAnswer notSent(const Units &units, const ApiError &why) const override;
    [[nodiscard]] Units remaining(const Units &units) const override;
    [[nodiscard]] bool sharesTries() const override { return true; }

    ApplyLedger &m_ledger;
    const MayLeave m_mayLeave;
    PurgeRounds m_rounds;
};

/// Removes the contacts.
class RemovalSender final : public PurgeSender
{
public:
    RemovalSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, RunMeter &meter, Clock &clock,
                  MayLeave mayLeave, Sent sent);

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> send(Units units, std::stop_token stop) override;
    [[nodiscard]] int perCall() const override { return m_client.limits().purgesPerCall; }
    [[nodiscard]] int callsInFlight() const override { return m_client.limits().purgesInFlight; }

    ContactListsClient &m_client;
    const QString m_listId;
};

/// Puts their numbers into a do-not-call group.
class BlockSender final : public PurgeSender
{
public:
    /// `plan` outlives it.
    BlockSender(ApplyLedger &ledger, const BlockPlan &plan, DoNotCallClient &client, QString groupId, RetryTable retry,
                RunMeter &meter, Clock &clock, MayLeave mayLeave, Sent sent);

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> send(Units units, std::stop_token stop) override;
    [[nodiscard]] int perCall() const override { return m_client.numbersPerCall(); }
    [[nodiscard]] int callsInFlight() const override { return 1; }

    const BlockPlan &m_plan;
    DoNotCallClient &m_client;
    const QString m_groupId;
};

} // namespace muster
