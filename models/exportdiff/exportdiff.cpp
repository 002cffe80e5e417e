// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportdiff.h"

#include "models/rules/texthash.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <tuple>

namespace muster {

namespace {

/// A row by which it is found and compared.
struct KeyedRow
{
    std::uint64_t key[2] = {};
    std::uint64_t values = 0; ///< Digest.
    qint64 number = 0; ///< See ExportRow.
};
struct ByKey
{
    bool operator()(const KeyedRow &a, const KeyedRow &b) const
    {
        return std::tie(a.key[0], a.key[1], a.number) < std::tie(b.key[0], b.key[1], b.number);
    }
};
bool isSameKey(const KeyedRow &a, const KeyedRow &b)
{
    return a.key[0] == b.key[0] && a.key[1] == b.key[1];
}
bool isBefore(const KeyedRow &a, const KeyedRow &b)
{
    return std::tie(a.key[0], a.key[1]) < std::tie(b.key[0], b.key[1]);
}

/// A row that is to be read once more.
struct WantedRow
{
    qint64 number = 0;
    /// Of the newer file: the row of the older one that it belongs to; of the older one: the place of the newer one
    /// among those that changed. -1: none.
    qint64 other = -1;
};
struct ByNumber
{
    bool operator()(const WantedRow &a, const WantedRow &b) const { return a.number < b.number; }
};

using KeySort = ExternalSort<KeyedRow, ByKey>;
using WantedSort = ExternalSort<WantedRow, ByNumber>;

void appendSized(QByteArray &bytes, std::string_view text)
{
    const auto size = quint32(text.size());
    bytes.append(reinterpret_cast<const char *>(&size), sizeof size);
    bytes.append(text.data(), qsizetype(text.size()));
}

/// What appendSized() wrote, from `bytes` on.
std::string_view takeSized(std::string_view &bytes)
{
    quint32 size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    const std::string_view text = bytes.substr(sizeof size, size);
    bytes.remove_prefix(sizeof size + size);
    return text;
}

/// A row for a RowSpill: its line, then its cells. Of JSON Lines the cells are in the line, but finding them again
/// would need the parser.
void packRow(const ExportRow &row, QByteArray &packed)
{
    packed.resize(0);
    appendSized(packed, row.line);
    for (const std::string_view cell : row.cells)
        appendSized(packed, cell);
}

struct PackedRow
{
    std::string_view line;
    std::vector<std::string_view> cells;

    void unpack(std::string_view packed)
    {
        line = takeSized(packed);
        cells.clear();
        while (!packed.empty())
            cells.push_back(takeSized(packed));
    }
};

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

/// Who differs and where, as the older and the newer row lie side by side in a spill.
struct PackedPair
{
    PackedRow older, newer;

    void unpack(std::string_view packed)
    {
        older.unpack(takeSized(packed));
        newer.unpack(packed);
    }
};

} // namespace

/// One comparison on its way. The steps are done in the order in which they stand here.
class ExportDiff::Comparison
{
public:
    Comparison(const ExportDiffOrder &order, const Progress &progress, const std::stop_token &stop)
        : m_order(order)
        , m_progress(progress)
        , m_stop(stop)
    {
        for (std::uint64_t &seed : m_seeds)
            seed = QRandomGenerator::system()->generate64();
    }

    [[nodiscard]] Result<std::shared_ptr<const ExportDiff>> run()
    {
        TRY(changed, RowSpill::create(m_order.folder));
        TRY(joined, RowSpill::create(m_order.folder));
        TRY(left, RowSpill::create(m_order.folder));
        m_diff.reset(new ExportDiff({*std::move(changed), *std::move(joined), *std::move(left)}));
        TRY_VOID(openBoth());
        TRY_VOID(joinColumns());
        KeySort older(m_order.folder), newer(m_order.folder);
        TRY_VOID(readKeys(m_diff->older, m_diff->m_olderPlaces, m_diff->m_olderKey, older, m_diff->olderRows, 1));
        TRY_VOID(readKeys(m_diff->newer, m_diff->m_newerPlaces, m_diff->m_newerKey, newer, m_diff->newerRows, 2));
        WantedSort wantedOlder(m_order.folder), wantedNewer(m_order.folder);
        TRY_VOID(match(older, newer, wantedOlder, wantedNewer));
        TRY(newerRows, RowSpill::create(m_order.folder));
        TRY_VOID(gatherNewer(wantedNewer, wantedOlder, *newerRows));
        TRY_VOID(gatherOlder(wantedOlder, *newerRows));
        for (RowSpill &rows : m_diff->m_rows)
            TRY_VOID(rows.finish());
        return std::shared_ptr<const ExportDiff>(std::move(m_diff));
    }

private:
    static constexpr int steps = 5; ///< Both proven, each read, each read again.

    [[nodiscard]] FileProgress at(double step) const
    {
        return [this, step](double share) { m_progress((step + share) / steps); };
    }

    [[nodiscard]] Result<void> openBoth()
    {
        const auto half
            = [this](double begin) { return [this, begin](double share) { m_progress((begin + share / 2) / steps); }; };
        TRY(older, ExportFile::open(m_order.older, half(0), m_stop));
        TRY(newer, ExportFile::open(m_order.newer, half(0.5), m_stop));
        if (older->format != newer->format)
            return failure(ErrorKind::BadInput, "export_formats_differ", newer->path);
        m_diff->older = *std::move(older);
        m_diff->newer = *std::move(newer);
        return {};
    }

    [[nodiscard]] Result<void> joinColumns()
    {
        ExportDiff &diff = *m_diff;
        diff.key = m_order.key.isEmpty() ? QString(ExportFile::idColumn) : m_order.key;
        for (const auto &[file, place] :
             {std::pair{&diff.older, &diff.m_olderKey}, std::pair{&diff.newer, &diff.m_newerKey}}) {
            *place = file->columns.indexOf(diff.key);
            if (*place < 0) {
                return failure({.kind = ErrorKind::BadInput,
                                .code = QStringLiteral("export_key_missing"),
                                .detail = diff.key,
                                .subject = file->path});
            }
        }
        for (qsizetype column = 0; column < diff.newer.columns.size(); ++column) {
            const QString &name = diff.newer.columns[column];
            const qsizetype before = diff.older.columns.indexOf(name);
            if (column == diff.m_newerKey)
                continue;
            if (before < 0) {
                diff.onlyNewer.append(name);
                continue;
            }
            diff.compared.append(name);
            diff.m_newerPlaces.append(column);
            diff.m_olderPlaces.append(before);
        }
        for (const QString &name : diff.older.columns) {
            if (!diff.newer.columns.contains(name))
                diff.onlyOlder.append(name);
        }
        QStringList otherwise;
        for (const QString &name : QStringList{diff.key} + diff.compared) {
            if (diff.older.treated.value(name) != diff.newer.treated.value(name))
                otherwise.append(name);
        }
        if (!otherwise.isEmpty()) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = QStringLiteral("export_treatment_differs"),
                            .detail = otherwise.join(QLatin1String(", ")),
                            .subject = diff.newer.path});
        }
        // Exports of ids alone have nothing to compare, and are compared all the same.
        if (diff.compared.isEmpty() && diff.older.columns.size() + diff.newer.columns.size() > 2)
            return failure(ErrorKind::BadInput, "export_nothing_common", diff.newer.path);
        diff.changedValues = QList<qint64>(diff.compared.size(), 0);
        return {};
    }

    [[nodiscard]] Result<void> readKeys(ExportFile &file, const QList<qsizetype> &places, qsizetype key, KeySort &sort,
                                        qint64 &rows, int step)
    {
        const auto visit = [&](const ExportRow &row) -> Result<void> {
            const std::string_view id = row.cells[std::size_t(key)];
            if (id.empty())
                return wrongKey("export_key_empty", file, QString::number(row.number));
            KeyedRow keyed{{textHash(id, m_seeds[0]), textHash(id, m_seeds[1])}, 0, row.number};
            // By its place each value has a seed of its own, so that two that change places make a difference.
            for (qsizetype at = 0; at < places.size(); ++at) {
                const std::string_view value = row.cells[std::size_t(places[at])];
                if (!value.empty())
                    keyed.values += textHash(value, m_seeds[2] + std::uint64_t(at));
            }
            ++rows;
            return sort.add(keyed);
        };
        TRY(digest, forEachRow(file, visit, at(step), m_stop));
        file.sha256 = *digest;
        return sort.finish();
    }

    [[nodiscard]] static Result<void> wrongKey(const char *code, const ExportFile &file, const QString &detail)
    {
        return failure(
            {.kind = ErrorKind::BadInput, .code = QLatin1String(code), .detail = detail, .subject = file.path});
    }

    /// Takes rows by their key, the first of those that have the same one.
    class Keys
    {
    public:
        explicit Keys(KeySort &sort)
            : m_sort(sort)
        {
        }
        [[nodiscard]] Result<void> step()
        {
            for (;;) {
                TRY(next, m_sort.next());
                if (!current || !*next || !isSameKey(*current, **next)) {
                    current = *next;
                    return {};
                }
                // Rows of one key come in the file's order.
                const std::pair rows(current->number, (*next)->number);
                m_doubled = std::min(m_doubled.value_or(rows), rows);
            }
        }
        [[nodiscard]] Result<void> verdict(const ExportFile &file) const
        {
            if (!m_doubled)
                return {};
            return wrongKey("export_key_doubled", file,
                            QStringLiteral("%1, %2").arg(m_doubled->first).arg(m_doubled->second));
        }

        std::optional<KeyedRow> current;

    private:
        KeySort &m_sort;
        std::optional<std::pair<qint64, qint64>> m_doubled; ///< The first rows in the file that have one key.
    };

    [[nodiscard]] Result<void> match(KeySort &older, KeySort &newer, WantedSort &wantedOlder, WantedSort &wantedNewer)
    {
        Keys before(older), after(newer);
        TRY_VOID(before.step());
        TRY_VOID(after.step());
        for (qint64 steps = 0; before.current || after.current; ++steps) {
            if (steps % 4096 == 0 && m_stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            if (!after.current || (before.current && isBefore(*before.current, *after.current))) {
                TRY_VOID(wantedOlder.add({before.current->number, -1}));
                TRY_VOID(before.step());
            } else if (!before.current || isBefore(*after.current, *before.current)) {
                TRY_VOID(wantedNewer.add({after.current->number, -1}));
                TRY_VOID(after.step());
            } else {
                if (before.current->values == after.current->values)
                    ++m_diff->unchanged;
                else
                    TRY_VOID(wantedNewer.add({after.current->number, before.current->number}));
                TRY_VOID(before.step());
                TRY_VOID(after.step());
            }
        }
        TRY_VOID(before.verdict(m_diff->older));
        TRY_VOID(after.verdict(m_diff->newer));
        return wantedNewer.finish();
    }

    /// Visits the rows of `file` that are wanted. Where none is, the file is not read again.
    [[nodiscard]] Result<void>
    gather(const ExportFile &file, WantedSort &wanted, int step,
           const std::function<Result<void>(const ExportRow &row, const WantedRow &wanted)> &take)
    {
        TRY(next, wanted.next());
        if (!*next)
            return {};
        const auto visit = [&](const ExportRow &row) -> Result<void> {
            if (!*next || row.number != (*next)->number)
                return {};
            TRY_VOID(take(row, **next));
            TRY(following, wanted.next());
            next = std::move(following);
            return {};
        };
        TRY_VOID(forEachRow(file, visit, at(step), m_stop));
        return {};
    }

    [[nodiscard]] RowSpill &spill(RowChange change) { return m_diff->m_rows[std::size_t(change)]; }

    [[nodiscard]] Result<void> gatherNewer(WantedSort &wanted, WantedSort &wantedOlder, RowSpill &changed)
    {
        QByteArray packed;
        const auto take = [&](const ExportRow &row, const WantedRow &found) -> Result<void> {
            packRow(row, packed);
            if (found.other < 0)
                return spill(RowChange::Joined).append(view(packed));
            TRY_VOID(wantedOlder.add({found.other, changed.count()}));
            return changed.append(view(packed));
        };
        TRY_VOID(gather(m_diff->newer, wanted, 3, take));
        TRY_VOID(changed.finish());
        return wantedOlder.finish();
    }

    [[nodiscard]] Result<void> gatherOlder(WantedSort &wanted, const RowSpill &newerRows)
    {
        RowSpillCursor cursor(newerRows);
        QByteArray packed, pair;
        PackedRow now;
        const auto take = [&](const ExportRow &row, const WantedRow &found) -> Result<void> {
            packRow(row, packed);
            if (found.other < 0)
                return spill(RowChange::Left).append(view(packed));
            TRY(newer, cursor.row(found.other));
            now.unpack(view(*newer));
            for (qsizetype at = 0; at < m_diff->compared.size(); ++at) {
                if (row.cells[std::size_t(m_diff->m_olderPlaces[at])]
                    != now.cells[std::size_t(m_diff->m_newerPlaces[at])])
                    ++m_diff->changedValues[at];
            }
            pair.resize(0);
            appendSized(pair, view(packed));
            pair.append(*newer);
            return spill(RowChange::Changed).append(view(pair));
        };
        return gather(m_diff->older, wanted, 4, take);
    }

    const ExportDiffOrder m_order;
    const Progress m_progress;
    const std::stop_token m_stop;
    std::uint64_t m_seeds[3] = {};
    std::unique_ptr<ExportDiff> m_diff;
};

Result<std::shared_ptr<const ExportDiff>> ExportDiff::compare(const ExportDiffOrder &order, const Progress &progress,
                                                              const std::stop_token &stop)
{
    return Comparison(order, progress, stop).run();
}

Result<QList<ExportDiffRow>> ExportDiff::rows(RowChange change, qint64 first, qint64 count) const
{
    TRY(packed, m_rows[std::size_t(change)].read(first, count));
    QList<ExportDiffRow> rows;
    PackedPair pair;
    for (const QByteArray &bytes : *packed) {
        if (change == RowChange::Changed)
            pair.unpack(view(bytes));
        else
            (change == RowChange::Left ? pair.older : pair.newer).unpack(view(bytes));
        ExportDiffRow row{.change = change};
        row.key = change == RowChange::Left ? cellText(older.format, pair.older.cells[std::size_t(m_olderKey)])
                                            : cellText(newer.format, pair.newer.cells[std::size_t(m_newerKey)]);
        for (qsizetype at = 0; at < compared.size(); ++at) {
            const std::string_view was
                = change == RowChange::Joined ? std::string_view() : pair.older.cells[std::size_t(m_olderPlaces[at])];
            const std::string_view is
                = change == RowChange::Left ? std::string_view() : pair.newer.cells[std::size_t(m_newerPlaces[at])];
            row.older.append(cellText(older.format, was));
            row.newer.append(cellText(newer.format, is));
            if (change == RowChange::Changed && was != is)
                row.changed.append(int(at));
        }
        rows.append(row);
    }
    return rows;
}

Result<ExportDiff::Places> ExportDiff::find(const Filter &filter, const std::stop_token &stop) const
{
    constexpr qint64 batch = 256;
    const auto has = [&filter](const QString &text) { return text.contains(filter.text, Qt::CaseInsensitive); };
    Places places;
    for (qint64 first = 0; first < count(filter.change); first += batch) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(found, rows(filter.change, first, batch));
        for (qsizetype at = 0; at < found->size(); ++at) {
            const ExportDiffRow &row = (*found)[at];
            if ((filter.column < 0 || row.changed.contains(filter.column))
                && (filter.text.isEmpty() || has(row.key) || std::any_of(row.older.begin(), row.older.end(), has)
                    || std::any_of(row.newer.begin(), row.newer.end(), has)))
                places.push_back(first + at);
        }
    }
    return places;
}

Result<void> ExportDiff::forEach(const RawVisit &visit, const std::stop_token &stop) const
{
    constexpr qint64 batch = 256;
    PackedPair pair;
    for (const RowChange change : allRowChanges) {
        const RowSpill &spill = m_rows[std::size_t(change)];
        for (qint64 first = 0; first < spill.count(); first += batch) {
            if (stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            TRY(packed, spill.read(first, batch));
            for (const QByteArray &bytes : *packed) {
                if (change == RowChange::Changed)
                    pair.unpack(view(bytes));
                else
                    pair.newer.unpack(view(bytes));
                TRY_VOID(visit({change, pair.newer.cells, pair.newer.line}));
            }
        }
    }
    return {};
}

} // namespace muster
