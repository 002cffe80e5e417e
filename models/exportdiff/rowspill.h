// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"

#include <QByteArray>
#include <QList>
#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// A new file in `folder` that has no name any more: it goes with the process, also after kill -9.
[[nodiscard]] Result<PosixFile> unnamedFile(const QString &folder, DiskAccess &disk = DiskAccess::system());

/// Rows of bytes, kept on the disk in the order in which they came and read by their place. Memory: one buffer while it
/// is filled, nothing afterwards. One thread fills it; after finish() any number of threads read.
class RowSpill
{
public:
    [[nodiscard]] static Result<RowSpill> create(const QString &folder, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] Result<void> append(std::string_view row);
    [[nodiscard]] Result<void> finish(); ///< Nothing can be read before it.
    [[nodiscard]] qint64 count() const { return m_count; }
    /// `count` rows from `first` on, fewer at the end.
    [[nodiscard]] Result<QList<QByteArray>> read(qint64 first, qint64 count) const;

private:
    RowSpill(PosixFile rows, PosixFile ends);

    PosixFile m_rows;
    PosixFile m_ends; ///< Eight bytes a row: where it ends in m_rows.
    QByteArray m_rowBuffer, m_endBuffer;
    qint64 m_count = 0;
    qint64 m_end = 0; ///< Of all rows.
};

/// Reads a RowSpill by the batch, for who goes over it more or less in order. One thread; the spill outlives it.
class RowSpillCursor
{
public:
    explicit RowSpillCursor(const RowSpill &spill)
        : m_spill(spill)
    {
    }
    /// The row at `place`, which exists; valid until the next call.
    [[nodiscard]] Result<QByteArray> row(qint64 place);

private:
    static constexpr qint64 batch = 128;

    const RowSpill &m_spill;
    QList<QByteArray> m_rows;
    qint64 m_first = 0;
};

/// Sorts plain records that need not fit into memory: sorted runs of 4 MiB on the disk, merged while they are read.
/// First every add(), then finish(), then next() to the end. One thread.
template <typename Record, typename Less>
class ExternalSort
{
public:
    static constexpr std::size_t runRecords = 4 * 1024 * 1024 / sizeof(Record);

    explicit ExternalSort(QString folder, DiskAccess &disk = DiskAccess::system())
        : m_folder(std::move(folder))
        , m_disk(disk)
    {
    }

    [[nodiscard]] Result<void> add(const Record &record)
    {
        m_records.push_back(record);
        return m_records.size() == runRecords ? spill() : Result<void>();
    }
    [[nodiscard]] Result<void> finish()
    {
        if (!m_file) { // all of it fits
            std::sort(m_records.begin(), m_records.end(), Less());
            return {};
        }
        TRY_VOID(spill());
        m_records.shrink_to_fit();
        for (std::size_t run = 0; run < m_runs.size(); ++run) {
            TRY_VOID(load(m_runs[run]));
            m_heads.push_back(run);
            std::push_heap(m_heads.begin(), m_heads.end(), Behind{&m_runs});
        }
        return {};
    }
    /// The next record by Less; nothing at the end.
    [[nodiscard]] Result<std::optional<Record>> next()
    {
        if (!m_file)
            return m_next < m_records.size() ? std::optional(m_records[m_next++]) : std::nullopt;
        if (m_heads.empty())
            return std::nullopt;
        std::pop_heap(m_heads.begin(), m_heads.end(), Behind{&m_runs});
        Run &run = m_runs[m_heads.back()];
        const Record record = run.records[run.next++];
        TRY_VOID(load(run));
        if (run.next < run.records.size())
            std::push_heap(m_heads.begin(), m_heads.end(), Behind{&m_runs});
        else
            m_heads.pop_back();
        return record;
    }

private:
    static constexpr std::size_t readRecords = 64 * 1024 / sizeof(Record);

    struct Run
    {
        qint64 offset = 0, left = 0; ///< Bytes that are not read yet.
        std::vector<Record> records;
        std::size_t next = 0;
    };
    struct Behind ///< For the heap, whose head is what is behind nothing.
    {
        const std::vector<Run> *runs;
        bool operator()(std::size_t a, std::size_t b) const
        {
            return Less()((*runs)[b].records[(*runs)[b].next], (*runs)[a].records[(*runs)[a].next]);
        }
    };

    [[nodiscard]] Result<void> spill()
    {
        if (m_records.empty())
            return {};
        if (!m_file) {
            TRY(file, unnamedFile(m_folder, m_disk));
            m_file.emplace(*std::move(file));
        }
        std::sort(m_records.begin(), m_records.end(), Less());
        const auto bytes = qint64(m_records.size() * sizeof(Record));
        m_runs.push_back({m_file->size(), bytes, {}, 0});
        TRY_VOID(m_file->writeAll({reinterpret_cast<const char *>(m_records.data()), qsizetype(bytes)}));
        m_records.clear();
        return {};
    }
    [[nodiscard]] Result<void> load(Run &run)
    {
        if (run.next < run.records.size() || run.left == 0)
            return {};
        TRY(bytes, m_file->pread(run.offset, std::min(run.left, qint64(readRecords * sizeof(Record)))));
        run.offset += bytes->size();
        run.left -= bytes->size();
        run.records.resize(std::size_t(bytes->size()) / sizeof(Record));
        std::memcpy(run.records.data(), bytes->constData(), run.records.size() * sizeof(Record));
        run.next = 0;
        return {};
    }

    const QString m_folder;
    DiskAccess &m_disk;
    std::vector<Record> m_records;
    std::size_t m_next = 0;
    std::optional<PosixFile> m_file; ///< Nothing: one run, in m_records.
    std::vector<Run> m_runs;
    std::vector<std::size_t> m_heads; ///< Runs that are not at their end, as a heap.
};

} // namespace muster
