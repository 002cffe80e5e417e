// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/team/teamdatabase.h"

#include <QFuture>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class AppSettings;
class AuditLog;
class RunHistory;
class SecretStore;
class StoreThread;

/// How far the team's database knows this computer's history.
struct TeamStatus
{
    enum class State {
        Off, ///< No database was entered.
        Connecting, ///< Nothing has been heard of it yet.
        Behind, ///< It is being told.
        UpToDate,
        Refused, ///< `reason`; tried again by itself.
    };
    State state = State::Off;
    std::optional<qint64> behind; ///< Entries that it does not have; nullopt: it has not said yet.
    QDateTime toldAt; ///< UTC; when it last had everything, in this session; invalid: never.
    std::optional<ApiError> reason; ///< Of Refused.
    QStringList excessRights; ///< See TeamDatabase::excessRights().
    bool operator==(const TeamStatus &) const = default;
};
inline constexpr KeyTable<TeamStatus::State, 5> teamStateKeys{
    {{TeamStatus::State::Off, QLatin1String("off")},
     {TeamStatus::State::Connecting, QLatin1String("connecting")},
     {TeamStatus::State::Behind, QLatin1String("behind")},
     {TeamStatus::State::UpToDate, QLatin1String("up_to_date")},
     {TeamStatus::State::Refused, QLatin1String("refused")}}};

/// Tells the team's database what this data folder's history and runs say, and asks it for everybody's. The files here
/// are the queue: the database says how far it has come. No run waits for it, and nothing here is changed by it. What
/// fails is tried again with growing pauses; what was told stays told.
///
/// GUI thread. The database is worked with on a thread of its own; what is under way when this goes is waited for at
/// most `patience`, and then left alone.
class TeamPublisher : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        AuditLog &audit;
        RunHistory &runs;
        StoreThread &store;
        AppSettings &settings;
        SecretStore &secrets;
        QString dataFolder;
        bool readOnly = false; ///< Another Muster tells; this one asks only.
    };
    struct Pace
    {
        std::chrono::milliseconds gather{1000}; ///< From an entry to telling it, so that several go together.
        std::chrono::milliseconds settle{5000}; ///< A run is looked at once more: its measures come after its end.
        std::chrono::milliseconds firstRetry{2000}, longestRetry{300'000};
    };
    static constexpr std::chrono::milliseconds patience{1500};

    explicit TeamPublisher(Parts parts, QObject *parent = nullptr);
    ~TeamPublisher() override;

    void setPace(const Pace &pace) { m_pace = pace; }
    [[nodiscard]] const TeamSettings &settings() const { return m_settings; }
    /// Writes the choice into the history first (S35), then into the settings, and begins anew. With a password, that
    /// is kept like a client secret. Settings without a host: no database any more.
    [[nodiscard]] Result<void> setSettings(const TeamSettings &settings, const std::optional<Secret> &password);
    /// See TeamMachine::renew(). Told in the history first. Blocks on the disk.
    [[nodiscard]] Result<QString> renewMachine();
    /// For this session only; of a scheduler's environment.
    void usePassword(const Secret &password);

    /// From now on tells what there is and what comes. Does nothing in a window that only looks.
    void start();
    /// Tries at once.
    void retry();
    [[nodiscard]] const TeamStatus &status() const { return m_status; }

    /// Tells all that there is now. Not beside start().
    [[nodiscard]] QCoro::Task<Result<void>> publish(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<TeamPage<TeamEntry>>> entries(TeamFilter filter, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<TeamPage<TeamRun>>> runs(TeamFilter filter, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<QList<TeamSource>>> computers(std::stop_token stop);
    /// Of each computer, the chain of its lines; and of this one, that the last line is the one here.
    struct Verified
    {
        TeamSource source;
        AuditVerdict verdict;
        bool isThis = false;
    };
    [[nodiscard]] QCoro::Task<Result<QList<Verified>>> verify(std::stop_token stop);
    /// Connects and looks how far the database is: status() says it afterwards.
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);

Q_SIGNALS:
    void statusChanged();
    void passwordKept(bool inKeyStore);

private:
    struct Link;
    struct Standing
    {
        TeamLine last;
        QStringList excess;
    };
    struct Settled
    {
        TeamTeller teller;
        qint64 told = 0; ///< The last entry that the database has.
    };

    template <typename Value>
    [[nodiscard]] QFuture<Result<Value>> onWorker(std::function<Result<Value>(Link &)> work);
    template <typename Value>
    [[nodiscard]] QFuture<Result<Value>> onStore(std::function<Result<Value>()> work);
    template <typename Value>
    [[nodiscard]] QCoro::Task<Result<Value>> ask(std::function<Result<Value>(TeamDatabase &)> question,
                                                 std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<Secret>> password(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<TeamTeller>> teller(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<Settled>> settle(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> tellLines(QString machine, qint64 told, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> tellRuns(TeamTeller teller, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> tellAllRuns(TeamTeller teller, std::stop_token stop);
    void wake(std::chrono::milliseconds delay);
    void begin();
    void ended(const Result<void> &outcome);
    void noteEntry(const AuditEntry &entry);
    void setStatus(const TeamStatus &status);
    void setBehind(qint64 told);
    void forgetLink();

    const Parts m_parts;
    Pace m_pace;
    TeamSettings m_settings;
    TeamStatus m_status;
    std::stop_source m_stop;
    QTimer m_timer;
    bool m_isStarted = false;
    bool m_isAsked = false; ///< The connection's thread has had something to do.
    bool m_isTelling = false;
    bool m_allRunsTold = false; ///< Over this connection.
    qint64 m_told = 0; ///< The last entry that is known to be there.
    int m_failures = 0; ///< In a row.
    QSet<QString> m_fresh, m_settling; ///< Runs that may have changed; that are looked at once more.
    std::shared_ptr<Link> m_link;
    std::unique_ptr<QThreadPool> m_worker; ///< One thread, always the same. The last one.
};

} // namespace muster
