// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/networkoutage.h"
#include "models/runs/pagefetcher.h"
#include "network/api/listpages.h"
#include "network/wire/recordpage.h"

#include <QCoro/QCoroTask>
#include <QHashFunctions>
#include <QRandomGenerator>
#include <QVariantMap>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace muster {

/// Counts different contact ids without keeping them: 64-bit hashes with a seed of their own, 16 bytes an id at most.
/// Two ids that share a hash (one chance in some 300,000 with ten million ids) count as one: then a count does not
/// agree, and a list is called incomplete that is not. Never the other way round.
class IdSet
{
public:
    /// True when `id` is new.
    bool add(std::string_view id)
    {
        if ((m_count + 1) * 2 > m_slots.size())
            grow();
        const std::uint64_t hash = qHashBits(id.data(), id.size(), m_seed) | 1; // 0 marks a free slot
        std::uint64_t &slot = slotOf(m_slots, hash);
        const bool isNew = slot == 0;
        slot = hash;
        m_count += isNew ? 1 : 0;
        return isNew;
    }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    static std::uint64_t &slotOf(std::vector<std::uint64_t> &slots, std::uint64_t hash)
    {
        std::size_t at = (hash >> 1) & (slots.size() - 1); // sizes are powers of two
        while (slots[at] != 0 && slots[at] != hash)
            at = (at + 1) & (slots.size() - 1);
        return slots[at];
    }
    void grow()
    {
        std::vector<std::uint64_t> larger(m_slots.empty() ? 1024 : m_slots.size() * 2);
        for (const std::uint64_t hash : m_slots) {
            if (hash != 0)
                slotOf(larger, hash) = hash;
        }
        m_slots = std::move(larger);
    }

    const std::size_t m_seed = std::size_t(QRandomGenerator::system()->generate64());
    std::vector<std::uint64_t> m_slots;
    std::size_t m_count = 0;
};

/// Reads a contact list to its end, once: the next page is asked for while a worker decodes the one before. A part of a
/// run, which outlives it. GUI thread; pages come in the list's order.
class ListReader
{
public:
    struct Hooks
    {
        /// As its decoder gives it, of one column, the number, where contact lists offer it.
        std::function<void(const std::shared_ptr<const RecordPage> &page)> page;
        /// For Run::addEvent(): "page_asked_again", "page_oversized". May be empty.
        std::function<void(const QString &code, const QVariantMap &args)> event;
        /// Awaited before a page is asked for, so that a person can hold the reading. May be empty.
        std::function<QCoro::Task<void>(std::stop_token stop)> mayAsk = {};
        /// A worker decoded a page from then to then. May be empty.
        std::function<void(const PageTimes &times)> timed = {};
    };
    struct Totals
    {
        qint64 pages = 0;
        qint64 received = 0; ///< Rows, quarantined and repeated ones included.
        qint64 contacts = 0; ///< Different usable ids.
        qint64 quarantined = 0; ///< F62.
        qint64 expected = -1; ///< contactCount of the index after the last page; -1: not said.
    };

    /// `pages` and `observer` (which may be nullptr) outlive the reader. With `patience`, a network that goes away
    /// once the tenant has answered is waited for.
    ListReader(ListPages &pages, QString listId, Hooks hooks, CallObserver *observer, NetworkPatience patience = {});
    ~ListReader();

    /// Everything or an error; the pages that came until then were handed out. NotFound when the list is not there
    /// (F13). Incomplete in the fault matrix's sense are LimitExceeded "cursor_repeated" (F67), "empty_pages" (F68) and
    /// UnexpectedShape "count_mismatch" (F72; `detail`: "EXPECTED/RECEIVED"), and what the decoder refuses for good
    /// (F60, F61, F66). To be called once.
    [[nodiscard]] QCoro::Task<Result<Totals>> readAll(std::stop_token stop);
    /// So far.
    [[nodiscard]] const Totals &totals() const { return m_totals; }
    /// contactCount before the first page, for the share that is done; -1: not said. Known from the first page on.
    [[nodiscard]] qint64 announced() const { return m_announced; }

private:
    [[nodiscard]] QCoro::Task<Result<qint64>> askCount(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<qint64>> askCountPatiently(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> readPages(NetworkPatience patience, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<RawPage>> askPage(QByteArray cursor, std::stop_token stop);
    void tell(const char *code, const QVariantMap &args) const;

    ListPages &m_pages;
    const QString m_listId;
    const Hooks m_hooks;
    CallObserver *const m_observer;
    const NetworkPatience m_patience;
    Totals m_totals;
    qint64 m_announced = -1;
    bool m_isCountExact = true;
};

/// Whether `error` of readAll() means that the list is not whole, rather than that something passes and may be tried
/// again later.
[[nodiscard]] bool isIncompleteRead(const ApiError &error);

} // namespace muster
