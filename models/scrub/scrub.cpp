// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/scrub.h"

#include "models/exportdiff/exportfile.h"
#include "models/rules/foreignformat.h"
#include "models/rules/lists/contactfacts.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/scrub/contactspool.h"
#include "models/scrub/numbersetfile.h"
#include "models/scrub/registrystore.h"
#include "models/sources/tablereader.h"

#include <algorithm>
#include <cstring>

namespace muster {

namespace {

/// In front of a row's cells in the spill.
struct TakenOut
{
    qint64 number = 0;
    std::uint64_t sources = 0;
    std::uint32_t verdict = 0;
    std::uint32_t cells = 0;
};

QByteArray &pack(QByteArray &packed, const TakenOut &head, std::span<const std::string_view> cells)
{
    packed.resize(0);
    packed.append(reinterpret_cast<const char *>(&head), sizeof head);
    for (const std::string_view cell : cells) {
        const auto size = quint32(cell.size());
        packed.append(reinterpret_cast<const char *>(&size), sizeof size);
        packed.append(cell.data(), qsizetype(cell.size()));
    }
    return packed;
}

/// What pack() made; views into `packed`.
Scrub::Row unpacked(const QByteArray &packed)
{
    TakenOut head;
    std::memcpy(&head, packed.constData(), sizeof head);
    Scrub::Row row{head.number, ScrubVerdict(head.verdict), head.sources, {}};
    const char *at = packed.constData() + sizeof head;
    for (std::uint32_t cell = 0; cell < head.cells; ++cell) {
        quint32 size = 0;
        std::memcpy(&size, at, sizeof size);
        row.cells.emplace_back(at + sizeof size, size);
        at += sizeof size + size;
    }
    return row;
}

template <typename T>
Result<T> named(Result<T> result, const QString &file)
{
    if (!result && result.error().subject.isEmpty())
        result.error().subject = file;
    return result;
}

Result<TableFormat> formatOfFile(const QString &file)
{
    TRY(device, openOutsideFile(file));
    const QByteArray head = (*device)->peek(guessBytes);
    TRY_VOID(refuseForeign(head, file));
    TableFormat format = guessTableFormat(head).format;
    format.hasHeader = true; // the column is found by its name
    return format;
}

/// The place of the column of numbers, by its name or by what such a column looks like.
Result<int> phoneColumnOf(const ScrubOrder &order, const QStringList &columns)
{
    if (!order.column.isEmpty()) {
        for (int column = 0; column < columns.size(); ++column) {
            if (columns[column].trimmed().compare(order.column.trimmed(), Qt::CaseInsensitive) == 0)
                return column;
        }
        return failure(ErrorKind::BadInput, "csv_no_such_column", order.column);
    }
    TRY(preview, ContactCsvReader::preview(order.file));
    if (preview->phoneColumn < 0 || preview->phoneColumn >= columns.size())
        return failure(ErrorKind::BadInput, "csv_no_phone_column", order.file);
    return preview->phoneColumn;
}

} // namespace

ScrubReading readForScrub(const NumberEngine &engine, std::string_view cell, RegionIndex region, NumberForm form)
{
    const ContactReading reading = readContact(engine, cell, region, form);
    if (formatOf(reading.facts) == FormatClass::Empty)
        return {ScrubVerdict::NoNumber, 0};
    if (formatOf(reading.facts) == FormatClass::NoDefaultRegion)
        return {ScrubVerdict::NeedsRegion, 0};
    // Digits that are one number with a plus sign and another without are no number either.
    if (damageOf(reading.facts) == DamageState::Unproven || (reading.facts & ContactFact::CountryDisagrees) != 0)
        return {ScrubVerdict::Damaged, 0};
    // Of a length that the plan allows it counts although no range holds it (yet), as in a registry.
    if (reading.e164 == 0 || reading.e164 > greatestE164
        || (!reading.valid() && possibleOf(reading.code) != NumberPossible::IsPossible))
        return {ScrubVerdict::Unreadable, 0};
    constexpr unsigned words
        = NumberFinding::LettersAsDigits | NumberFinding::TextAfterNumber | NumberFinding::TextBeforeNumber;
    const bool isAlone = (reading.findings & words) == 0;
    return {isAlone ? ScrubVerdict::Free : ScrubVerdict::TextAround, reading.e164};
}

/// One file on its way.
class Scrub::Scrubbing
{
public:
    Scrubbing(Scrub &scrub, const QList<ScrubAgainst> &against, RegionIndex region)
        : m_scrub(scrub)
        , m_against(against)
        , m_region(region)
        , m_form(scrub.digitsAreInternational ? NumberForm::Digits : NumberForm::Text)
    {
    }

    [[nodiscard]] Result<void> readAll(TableReader &table, const Progress &progress, const std::stop_token &stop)
    {
        for (;;) {
            if (stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            TRY(block, table.next());
            if (!*block)
                break;
            TRY_VOID(take(**block));
            if (progress)
                progress(table.share());
        }
        m_scrub.fileDigest = table.digest();
        m_scrub.at = QDateTime::currentDateTimeUtc();
        return m_scrub.m_takenOut.finish();
    }

private:
    /// Numbers first, then all of them source by source, then the rows: so memory is waited for as seldom as can be.
    [[nodiscard]] Result<void> take(const RowBlock &block)
    {
        const std::size_t rows = block.rowCount();
        const auto phone = std::size_t(m_scrub.phoneColumn);
        m_verdicts.resize(rows);
        m_numbers.resize(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            const ScrubReading reading = readForScrub(m_engine, block.row(row)[phone], m_region, m_form);
            m_verdicts[row] = reading.verdict;
            m_numbers[row] = reading.e164;
        }
        m_sources.assign(rows, 0);
        if (m_room < rows)
            m_found = std::make_unique<bool[]>(m_room = rows);
        for (qsizetype source = 0; source < m_against.size(); ++source) {
            const std::span<bool> found(m_found.get(), rows);
            m_against[source].contain(m_numbers, found);
            for (std::size_t row = 0; row < rows; ++row) {
                m_sources[row] |= std::uint64_t(found[row]) << source;
                m_scrub.blockedBy[source] += found[row] ? 1 : 0;
            }
        }
        for (std::size_t row = 0; row < rows; ++row)
            TRY_VOID(take(block.row(row), block.number(row), m_verdicts[row], m_sources[row]));
        return {};
    }

    [[nodiscard]] Result<void> take(std::span<const std::string_view> row, qint64 number, ScrubVerdict unlisted,
                                    std::uint64_t sources)
    {
        const ScrubVerdict verdict = sources != 0 ? ScrubVerdict::Blocked : unlisted;
        ++m_scrub.rows;
        ++m_scrub.m_counts[std::size_t(verdict)];
        m_scrub.m_isFree.push_back(verdict == ScrubVerdict::Free);
        if (verdict == ScrubVerdict::Free)
            return {};
        const TakenOut head{number, sources, std::uint32_t(verdict), std::uint32_t(row.size())};
        const QByteArray &packed = pack(m_packed, head, row);
        return m_scrub.m_takenOut.append({packed.constData(), std::size_t(packed.size())});
    }

    Scrub &m_scrub;
    const QList<ScrubAgainst> &m_against;
    const NumberEngine &m_engine = NumberEngine::shared();
    const RegionIndex m_region;
    const NumberForm m_form;
    // Of a block's rows.
    std::vector<ScrubVerdict> m_verdicts;
    std::vector<std::uint64_t> m_numbers, m_sources;
    std::unique_ptr<bool[]> m_found;
    std::size_t m_room = 0; ///< In m_found.
    QByteArray m_packed;
};

Result<std::shared_ptr<const Scrub>> Scrub::run(const ScrubOrder &order, const Progress &progress,
                                                const std::stop_token &stop)
{
    QList<ScrubAgainst> against;
    for (const Registry &registry : order.registries) {
        TRY(numbers, RegistryStore::numbersOf(registry, order.registryFolder, stop));
        const bool isDisposable = registry.kind == RegistryKind::Disposable;
        against.append({.source = {.kind = isDisposable ? ScrubSource::Kind::Disposable : ScrubSource::Kind::Registry,
                                   .name = registry.name,
                                   .origin = registry.sourceName(),
                                   .asOf = registry.asOf,
                                   .entries = registry.numbers + registry.prefixes,
                                   .digest = registry.digest,
                                   .isOld = registry.isOld(order.today)},
                        .contain = [set = *numbers](std::span<const std::uint64_t> e164, std::span<bool> found) {
                            set->contain(e164, found);
                        }});
    }
    against += order.groups;
    return run(order, against, progress, stop);
}

Result<std::shared_ptr<const Scrub>> Scrub::run(const ScrubOrder &order, const QList<ScrubAgainst> &against,
                                                const Progress &progress, const std::stop_token &stop)
{
    if (against.isEmpty())
        return failure(ErrorKind::BadInput, "scrub_no_source");
    if (against.size() > maxSources)
        return failure(ErrorKind::LimitExceeded, "too_many_sources");
    const QString region = order.defaultRegion.toUpper();
    const RegionIndex index = NumberEngine::shared().regions().indexOf(region.toStdString());
    if (index == 0 && !region.isEmpty())
        return failure(ErrorKind::BadInput, "unknown_region", order.defaultRegion);
    TRY(spill, RowSpill::create(order.folder));
    const std::shared_ptr<Scrub> scrub(new Scrub(*std::move(spill)));
    if (order.contacts) {
        scrub->m_contacts = order.contacts;
        scrub->list = order.contacts->list();
        scrub->format = ContactSpool::format();
    } else {
        scrub->file = order.file;
        TRY(format, formatOfFile(order.file));
        scrub->format = *format;
    }
    TRY(table, scrub->openTable());
    scrub->columns = (*table)->columns();
    TRY(column, order.contacts ? Result<int>(ContactSpool::phoneColumn) : phoneColumnOf(order, scrub->columns));
    scrub->phoneColumn = *column;
    scrub->defaultRegion = region;
    scrub->digitsAreInternational = order.digitsAreInternational;
    for (const ScrubAgainst &one : against)
        scrub->sources.append(one.source);
    scrub->blockedBy.fill(0, against.size());
    TRY_VOID(Scrubbing(*scrub, against, index).readAll(**table, progress, stop));
    return scrub;
}

Result<std::unique_ptr<TableReader>> Scrub::openTable() const
{
    return m_contacts ? TableReader::open(m_contacts->open(), format)
                      : named(TableReader::open(file, format), file);
}

bool Scrub::hasOldSource() const
{
    return std::ranges::any_of(sources, &ScrubSource::isOld);
}

Result<QList<ScrubbedRow>> Scrub::takenOut(qint64 first, qint64 count) const
{
    TRY(packed, m_takenOut.read(first, count));
    QList<ScrubbedRow> rows;
    for (const QByteArray &bytes : *packed) {
        const Row row = unpacked(bytes);
        ScrubbedRow one{row.number, row.verdict, {}, cellText(FileFormat::Csv, row.cells[std::size_t(phoneColumn)])};
        for (int source = 0; source < sources.size(); ++source) {
            if ((row.sources >> source & 1) != 0)
                one.sources.append(source);
        }
        rows.append(one);
    }
    return rows;
}

Result<void> Scrub::forEachTakenOut(const RowVisit &visit, const std::stop_token &stop) const
{
    constexpr qint64 batch = 256;
    for (qint64 first = 0; first < m_takenOut.count(); first += batch) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(packed, m_takenOut.read(first, batch));
        for (const QByteArray &bytes : *packed)
            TRY_VOID(visit(unpacked(bytes)));
    }
    return {};
}

Result<void> Scrub::forEachFree(const RowVisit &visit, const std::stop_token &stop) const
{
    const auto changed = [this] { return failure(ErrorKind::Conflict, "scrub_file_changed", file); };
    TRY(table, openTable());
    if ((*table)->columns() != columns)
        return changed();
    Row row;
    std::size_t at = 0;
    for (;;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(block, (*table)->next());
        if (!*block)
            break;
        for (std::size_t place = 0; place < (*block)->rowCount(); ++place, ++at) {
            if (at == m_isFree.size())
                return changed();
            if (!m_isFree[at])
                continue;
            row.number = (*block)->number(place);
            const auto cells = (*block)->row(place);
            row.cells.assign(cells.begin(), cells.end());
            TRY_VOID(visit(row));
        }
    }
    if ((*table)->digest() != fileDigest)
        return changed();
    return {};
}

} // namespace muster
