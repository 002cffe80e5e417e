// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadcheck.h"

#include "models/rules/foreignformat.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/texthash.h"
#include "models/sources/sourcetext.h"
#include "models/uploadcheck/uploadjudge.h"
#include "models/uploadcheck/uploadrows.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cstring>
#include <numeric>
#include <span>
#include <tuple>

namespace muster {

namespace {

/// What a row has that no other should have: an id by two hashes with secret seeds, or a number.
struct Shared
{
    std::uint64_t first = 0, second = 0;
    qint64 row = 0;
    qint64 column = 0;

    [[nodiscard]] bool isSame(const Shared &other) const { return first == other.first && second == other.second; }
};
struct SharedLess
{
    bool operator()(const Shared &a, const Shared &b) const
    {
        return std::tie(a.first, a.second, a.row, a.column) < std::tie(b.first, b.second, b.row, b.column);
    }
};
using SharedSort = ExternalSort<Shared, SharedLess>;

bool isTableName(const QString &file)
{
    const QString suffix = QFileInfo(file).suffix();
    return suffix.compare(u"csv", Qt::CaseInsensitive) == 0 || suffix.compare(u"tab", Qt::CaseInsensitive) == 0;
}

/// Text that is UTF-8 but for a few bytes is damaged UTF-8: as Windows-1252 every other letter of it would be garbled.
bool isDamagedUtf8(const QByteArray &head)
{
    qsizetype whole = 0, stray = 0;
    for (qsizetype at = 0; at < head.size();) {
        const auto c = static_cast<unsigned char>(head[at]);
        if (c < 0x80) {
            ++at;
            continue;
        }
        const qsizetype length = c >= 0xF0 && c < 0xF5 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;
        const auto next = std::span(head.constData() + at + 1, std::size_t(std::min(length, head.size() - at) - 1));
        const bool isWhole = length > 1 && c < 0xF5
            && std::ranges::all_of(next, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; });
        (isWhole ? whole : stray) += 1;
        at += isWhole ? length : 1;
    }
    return whole > stray;
}

FormatGuess guessUploadFormat(const QByteArray &head, std::optional<SourceEncoding> encoding)
{
    FormatGuess guess = guessTableFormat(head);
    if (encoding) {
        guess.format.encoding = *encoding;
        guess.encodingIsCertain = true;
    } else if (!guess.encodingIsCertain && guess.format.encoding == SourceEncoding::Windows1252
               && isDamagedUtf8(head)) {
        guess.format.encoding = SourceEncoding::Utf8;
        guess.encodingIsCertain = true;
    }
    return guess;
}

} // namespace

/// One file on its way.
class UploadCheck::Checking
{
public:
    Checking(UploadCheck &check, const UploadCheckOrder &order, DiskAccess &disk)
        : m_check(check)
        , m_ids(order.folder, disk)
        , m_phones(order.folder, disk)
        , m_seeds{QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64()}
    {
    }

    [[nodiscard]] Result<void> find(const UploadFinding &finding)
    {
        const auto rule = std::size_t(finding.rule);
        const qint64 count = ++m_check.m_counts[rule];
        if (m_check.m_first[rule].size() < mostShown)
            m_check.m_first[rule].append(finding);
        if (count > mostKept)
            return {};
        return m_check.m_found.append({reinterpret_cast<const char *>(&finding), sizeof finding});
    }

    [[nodiscard]] Result<void> readAll(UploadRows &rows, const UploadCheckOrder &order, RegionIndex region,
                                       const Progress &progress, const std::stop_token &stop)
    {
        UploadRows::Row row;
        TRY_VOID(readHeader(rows, row, order));
        UploadJudge judge(m_check.columns, region, order.digitsAreInternational ? NumberForm::Digits : NumberForm::Text,
                          m_check.limits);
        constexpr qint64 between = 1'000;
        for (qint64 read = 0;; ++read) {
            if (read % between == 0) {
                if (stop.stop_requested())
                    return failure(ErrorKind::Cancelled);
                if (progress)
                    progress(rows.share());
            }
            TRY(more, rows.next(row));
            if (!*more)
                break;
            TRY_VOID(take(row, judge));
        }
        if (rows.fault()) {
            m_check.isWhole = false;
            TRY_VOID(find(*rows.fault()));
        }
        TRY_VOID(findShared(stop));
        TRY_VOID(judgeFile());
        if (m_check.isWhole)
            m_check.digest = rows.digest();
        m_check.at = QDateTime::currentDateTimeUtc();
        return m_check.m_found.finish();
    }

private:
    [[nodiscard]] Result<void> readHeader(UploadRows &rows, UploadRows::Row &row, const UploadCheckOrder &order)
    {
        do {
            TRY(more, rows.next(row));
            if (!*more && rows.fault())
                return {};
            if (!*more)
                return failure(ErrorKind::BadInput, "csv_empty", m_check.file);
            noteEnd(row.end);
            if (row.isEmpty)
                TRY_VOID(find({.row = row.number, .rule = UploadRule::RowEmpty}));
        } while (row.isEmpty);
        TRY(columns, UploadColumns::of(row.cells, row.characters, order.columns, m_check.limits));
        m_check.columns = *std::move(columns);
        for (UploadFinding finding : std::as_const(m_check.columns.findings)) {
            finding.row = row.number;
            TRY_VOID(find(finding));
        }
        return {};
    }

    void noteEnd(UploadRows::LineEnd end) { m_ends[std::size_t(end)] = true; }

    [[nodiscard]] Result<void> take(const UploadRows::Row &row, UploadJudge &judge)
    {
        noteEnd(row.end);
        if (row.isEmpty)
            return find({.row = row.number, .rule = UploadRule::RowEmpty});
        judge.judge(row);
        ++m_check.rows;
        m_broken.resize(std::size_t(row.number) + 1);
        m_broken[std::size_t(row.number)] = judge.breaks();
        m_check.broken += judge.breaks() ? 1 : 0;
        m_check.unjudged += !judge.breaks() && judge.isUnjudged() ? 1 : 0;
        for (const UploadFinding &finding : judge.findings())
            TRY_VOID(find(finding));
        if (!judge.id().empty()) {
            TRY_VOID(m_ids.add({textHash(judge.id(), m_seeds[0]), textHash(judge.id(), m_seeds[1]), row.number,
                                m_check.columns.id + 1}));
        }
        for (const UploadJudge::Phone &phone : judge.phones())
            TRY_VOID(m_phones.add({phone.e164, 0, row.number, phone.column}));
        m_unjudged.resize(std::size_t(row.number) + 1);
        m_unjudged[std::size_t(row.number)] = !judge.breaks() && judge.isUnjudged();
        return {};
    }

    /// Rows that share an id, and those that share a number.
    [[nodiscard]] Result<void> findShared(const std::stop_token &stop)
    {
        const auto repeatedId = [this](const Shared &one, qint64 first) -> Result<void> {
            const auto row = std::size_t(one.row);
            m_check.m_repeated.resize(m_broken.size());
            m_check.m_repeated[row] = true;
            if (!m_broken[row]) {
                m_broken[row] = true;
                ++m_check.broken;
                m_check.unjudged -= m_unjudged[row] ? 1 : 0;
            }
            return find({.row = one.row, .other = first, .column = qint32(one.column), .rule = UploadRule::IdRepeated});
        };
        const auto repeatedPhone = [this](const Shared &one, qint64 first) -> Result<void> {
            if (one.row == first)
                return {};
            return find(
                {.row = one.row, .other = first, .column = qint32(one.column), .rule = UploadRule::PhoneRepeated});
        };
        TRY_VOID(forEachRepeated(m_ids, repeatedId, stop));
        TRY_VOID(forEachRepeated(m_phones, repeatedPhone, stop));
        for (const UploadRule rule : {UploadRule::IdRepeated, UploadRule::PhoneRepeated}) {
            // They came by what they share.
            std::ranges::sort(m_check.m_first[std::size_t(rule)], {}, &UploadFinding::row);
        }
        return {};
    }

    template <typename Visit>
    [[nodiscard]] static Result<void> forEachRepeated(SharedSort &sort, const Visit &visit, const std::stop_token &stop)
    {
        TRY_VOID(sort.finish());
        Shared first;
        constexpr qint64 between = 10'000;
        for (qint64 read = 0;; ++read) {
            if (read % between == 0 && stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            TRY(next, sort.next());
            if (!*next)
                return {};
            if (first.row == 0 || !first.isSame(**next)) {
                first = **next;
                continue;
            }
            TRY_VOID(visit(**next, first.row));
        }
    }

    [[nodiscard]] Result<void> judgeFile()
    {
        using LineEnd = UploadRows::LineEnd;
        const auto has = [this](LineEnd end) { return m_ends[std::size_t(end)]; };
        if (has(LineEnd::Cr) || (has(LineEnd::CrLf) && has(LineEnd::Lf)))
            TRY_VOID(find({.rule = UploadRule::LineEnds}));
        if (m_check.rows > m_check.limits.rows)
            TRY_VOID(find({.rule = UploadRule::FileRows}));
        if (m_check.bytes > m_check.limits.bytes)
            TRY_VOID(find({.rule = UploadRule::FileBytes}));
        if (m_check.rows == 0 && m_check.isWhole)
            TRY_VOID(find({.rule = UploadRule::NoRows}));
        return {};
    }

    UploadCheck &m_check;
    SharedSort m_ids, m_phones;
    const std::array<std::uint64_t, 2> m_seeds;
    std::vector<bool> m_broken, m_unjudged; ///< By the row's place.
    std::array<bool, 4> m_ends{}; ///< By LineEnd.
};

Result<std::shared_ptr<const UploadCheck>> UploadCheck::run(const UploadCheckOrder &order, const Progress &progress,
                                                            const std::stop_token &stop, DiskAccess &disk)
{
    const QString region = order.defaultRegion.toUpper();
    const RegionIndex index = NumberEngine::shared().regions().indexOf(region.toStdString());
    if (index == 0 && !region.isEmpty())
        return failure(ErrorKind::BadInput, "unknown_region", order.defaultRegion);
    TRY(device, openOutsideFile(order.file));
    const QByteArray head = (*device)->peek(guessBytes);
    TRY_VOID(refuseForeign(head, order.file));
    const FormatGuess guess = guessUploadFormat(head, order.encoding);
    if (guess.format.kind != TableFormat::Kind::Delimited)
        return failure(ErrorKind::BadInput, "upload_not_table", order.file);
    TRY(spill, RowSpill::create(order.folder, disk));
    const std::shared_ptr<UploadCheck> check(new UploadCheck(*std::move(spill)));
    check->file = order.file;
    check->bytes = (*device)->size();
    check->format = guess.format;
    check->format.hasHeader = true; // columns are mapped by their names
    check->defaultRegion = region;
    check->digitsAreInternational = order.digitsAreInternational;
    check->limits = order.limits;
    Checking checking(*check, order, disk);
    const auto findIf
        = [&checking](bool isSo, UploadRule rule) { return isSo ? checking.find({.rule = rule}) : Result<void>(); };
    TRY_VOID(findIf(!isTableName(order.file), UploadRule::FileType));
    TRY_VOID(findIf(guess.format.encoding != SourceEncoding::Utf8, UploadRule::Encoding));
    TRY_VOID(findIf(!guess.encodingIsCertain, UploadRule::EncodingGuessed));
    TRY_VOID(findIf(head.startsWith("\xEF\xBB\xBF"), UploadRule::ByteOrderMark));
    TRY_VOID(findIf(guess.format.separator != ',' && guess.format.separator != '\t', UploadRule::Separator));
    TRY_VOID(findIf(!guess.format.hasHeader, UploadRule::HeaderGuessed));
    UploadRows rows(*std::move(device), check->format);
    auto read = checking.readAll(rows, order, index, progress, stop);
    if (!read) {
        if (read.error().subject.isEmpty())
            read.error().subject = order.file;
        return failure(read.error());
    }
    return check;
}

qint64 UploadCheck::breaks() const
{
    qint64 sum = 0;
    for (const auto &[rule, key] : keyTable<UploadRule>)
        sum += factsOf(rule).breaks ? count(rule) : 0;
    return sum;
}

qint64 UploadCheck::advice() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0)) - breaks();
}

Result<void> UploadCheck::copyable() const
{
    if (!isWhole)
        return failure(ErrorKind::BadInput, "upload_not_whole", file);
    for (const auto &[rule, key] : keyTable<UploadRule>) {
        const UploadRuleFacts facts = factsOf(rule);
        if (facts.scope == UploadScope::Columns && facts.breaks && count(rule) > 0)
            return failure(ErrorKind::BadInput, "upload_column_names", file);
    }
    if (rows == 0)
        return failure(ErrorKind::BadInput, "upload_no_rows", file);
    return {};
}

Result<void> UploadCheck::forEachFinding(const std::function<Result<void>(const UploadFinding &finding)> &visit,
                                         const std::stop_token &stop) const
{
    constexpr qint64 batch = 1'024;
    for (qint64 first = 0; first < m_found.count(); first += batch) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(packed, m_found.read(first, batch));
        for (const QByteArray &bytes : *packed) {
            UploadFinding finding;
            std::memcpy(&finding, bytes.constData(), sizeof finding);
            TRY_VOID(visit(finding));
        }
    }
    return {};
}

} // namespace muster
