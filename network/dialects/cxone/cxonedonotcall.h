// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/donotcallclient.h"
#include "network/codec/cxonedonotcallcodec.h"

#include <QSet>

namespace muster {

class ApiTransport;

/// Do-not-call groups. Adding a number that is in a group, or ending one that is not in force, changes nothing there;
/// still nothing is sent twice before somebody has read the group.
class CxoneDoNotCall final : public DoNotCallClient
{
public:
    static constexpr int recordsPerPage = 1000;
    static constexpr int recordsPerCall = 100;
    /// 3 million records: thrice what a tenant may store, as NICE says.
    static constexpr int mostPages = 3000;

    explicit CxoneDoNotCall(ApiTransport &transport);

    [[nodiscard]] int numbersPerCall() const override { return recordsPerCall; }
    [[nodiscard]] QCoro::Task<Result<QList<DoNotCallGroup>>> groups(CallObserver *observer,
                                                                    std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> heededBy(QString groupId, CallObserver *observer,
                                                              std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> contributedBy(QString groupId, CallObserver *observer,
                                                                   std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<DoNotCallFinding>> search(std::uint64_t number, CallObserver *observer,
                                                               std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<const DoNotCallNumbers>>>
    numbers(QString groupId, CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<const DoNotCallReading>>>
    entries(QString groupId, QSet<std::uint64_t> wanted, CallObserver *observer, std::stop_token stop) override;

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> send(Act act, QString groupId, QList<DoNotCallWrite> writes,
                                                CallObserver *observer, std::stop_token stop) override;

    /// A reading of a group from the first page to the last.
    struct Reading
    {
        std::vector<std::uint64_t> numbers;
        QSet<qint64> records;
        qint64 received = 0; ///< Records, those that came twice too.
        qint64 total = -1;
        QHash<std::uint64_t, QList<DoNotCallEntry>> entries; ///< Of the numbers that are wanted.
        QDateTime at; ///< When the first page was answered.
        bool moved = false; ///< It was not one group that was read.
    };
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> skills(Operation list, const char *member, QString groupId,
                                                            CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<Reading>>> readOnce(QString groupId, QSet<std::uint64_t> wanted,
                                                                         CallObserver *observer, std::stop_token stop);
    /// Until it is one group that was read; `wanted` empty: all its numbers.
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<Reading>>> readWhole(QString groupId, QSet<std::uint64_t> wanted,
                                                                          CallObserver *observer, std::stop_token stop);

    ApiTransport &m_transport;
};

} // namespace muster
