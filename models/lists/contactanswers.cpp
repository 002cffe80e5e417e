// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactanswers.h"

#include "models/lists/parallel.h"
#include "models/lists/spellednumbers.h"
#include "models/rules/lists/contactcountry.h"
#include "models/rules/lists/duplicategroups.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberverdict.h"

#include <algorithm>
#include <unordered_map>

namespace muster {
namespace {

constexpr ContactFacts listBits = ContactFact::Suppressed | ContactFact::Disposable;

/// Answers as they come out of a worker: classes by their own numbers.
struct RawChunk
{
    std::shared_ptr<std::uint64_t[]> e164;
    std::shared_ptr<std::uint16_t[]> local;
    std::vector<ContactClass> classes;
    std::vector<std::uint32_t> counts;
    TextColumn numbers;
    std::uint32_t rows = 0;
    std::chrono::nanoseconds judging{0};
};

/// Gives the different classes of a chunk numbers, in the order met: open addressing by key.
class ClassNumbers
{
public:
    explicit ClassNumbers(RawChunk &chunk)
        : m_chunk(chunk)
        , m_slots(256, 0)
    {
    }
    [[nodiscard]] std::uint16_t number(const ContactClass &wanted)
    {
        const std::uint64_t key = wanted.key();
        if (!m_chunk.classes.empty() && key == m_lastKey)
            return count(m_last);
        m_lastKey = key;
        std::size_t slot = place(key);
        for (; m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
            if (m_chunk.classes[m_slots[slot] - 1u] == wanted)
                return count(m_last = std::uint16_t(m_slots[slot] - 1u));
        }
        m_chunk.classes.push_back(wanted);
        m_chunk.counts.push_back(0);
        m_slots[slot] = std::uint16_t(m_chunk.classes.size());
        m_last = std::uint16_t(m_chunk.classes.size() - 1);
        if (m_chunk.classes.size() * 2 > m_slots.size())
            grow();
        return count(m_last);
    }

private:
    [[nodiscard]] std::size_t place(std::uint64_t key) const
    {
        return std::size_t((key * 0x9E37'79B9'7F4A'7C15) >> 32) & (m_slots.size() - 1);
    }
    std::uint16_t count(std::uint16_t number)
    {
        ++m_chunk.counts[number];
        return number;
    }
    void grow()
    {
        m_slots.assign(m_slots.size() * 2, 0);
        for (std::size_t i = 0; i < m_chunk.classes.size(); ++i) {
            std::size_t slot = place(m_chunk.classes[i].key());
            while (m_slots[slot] != 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = std::uint16_t(i + 1);
        }
    }

    RawChunk &m_chunk;
    std::vector<std::uint16_t> m_slots; ///< 0: free, else number + 1; a chunk has at most 16,384.
    std::uint64_t m_lastKey = 0;
    std::uint16_t m_last = 0;
};

int memberNumber(const ContactTable::Snapshot &contacts, const QString &name)
{
    return name.isEmpty() ? -1 : int(contacts.members().indexOf(name));
}

/// Where the contacts of a list say their country.
struct CountrySource
{
    int member = -1; ///< -1: nowhere.
    CountryUse use = CountryUse::Seen;
};

CountrySource countrySource(const ContactTable::Snapshot &contacts, const QString &chosen)
{
    if (const int member = memberNumber(contacts, chosen); member >= 0)
        return {member, CountryUse::Chosen};
    const QStringList &members = contacts.members();
    const auto seen = std::find_if(members.cbegin(), members.cend(), isCountryMember);
    return {seen == members.cend() ? -1 : int(seen - members.cbegin()), CountryUse::Seen};
}

/// What the contacts of a chunk say of their country; dictionaries are asked once a word.
class ChunkCountries
{
public:
    ChunkCountries(const NumberEngine &engine, const ContactChunk &chunk, int member)
        : m_engine(engine)
    {
        if (member < 0 || std::size_t(member) >= chunk.members.size())
            return;
        m_column = &chunk.members[std::size_t(member)];
        if (!m_column->hasCodes())
            return;
        m_byCode.reserve(m_column->texts());
        for (std::uint32_t code = 0; code < m_column->texts(); ++code)
            m_byCode.push_back(countryOfContact(engine, m_column->text(code)));
    }
    [[nodiscard]] ContactCountry at(std::uint32_t row) const
    {
        if (!m_column)
            return {};
        return m_byCode.empty() ? countryOfContact(m_engine, m_column->at(row)) : m_byCode[m_column->code(row)];
    }

private:
    const NumberEngine &m_engine;
    const TextColumn *m_column = nullptr;
    std::vector<ContactCountry> m_byCode;
};

} // namespace

std::shared_ptr<const LoadedNumberLists> LoadedNumberLists::none(const SanitizationDirective &directive,
                                                                 const ApiError &why)
{
    auto lists = std::make_shared<LoadedNumberLists>();
    lists->digests.resize(directive.suppressionLists.size() + directive.disposableLists.size());
    lists->checks = {.suppressionLists = directive.suppressionLists.isEmpty(),
                     .disposableLists = directive.disposableLists.isEmpty()};
    lists->fault = why;
    return lists;
}

class ContactAnswers::Maker
{
public:
    Maker(std::shared_ptr<const ContactTable::Snapshot> contacts, const AnswerSettings &settings,
          std::shared_ptr<const ContactAnswers> before, std::stop_token stop)
        : m_contacts(std::move(contacts))
        , m_settings(settings)
        , m_before(std::move(before))
        , m_stop(std::move(stop))
        , m_engine(NumberEngine::shared())
    {
    }

    [[nodiscard]] std::shared_ptr<const ContactAnswers> make()
    {
        decideReuse();
        const std::size_t chunks = m_contacts->chunkCount();
        m_raw.resize(chunks);
        parallelFor(chunks, m_stop, [this](std::size_t number) {
            if (!isReused(number))
                m_raw[number] = readChunk(number);
        });
        if (m_settings.survivor != SurvivorRule::Off && !m_stop.stop_requested())
            markDuplicates();
        return m_stop.stop_requested() ? nullptr : gather();
    }

private:
    /// What of `before` still holds: readings, and beyond them whole chunks.
    void decideReuse()
    {
        if (!m_before)
            return;
        const AnswerSettings &old = m_before->m_settings;
        m_keepsReadings = old.defaultRegion == m_settings.defaultRegion && old.regionMember == m_settings.regionMember;
        m_keepsLists = m_keepsReadings && old.lists == m_settings.lists;
        m_keepsEvidence = m_keepsReadings && old.evidence == m_settings.evidence;
        m_keepsLookups = m_keepsReadings && old.lineTypes == m_settings.lineTypes
            && old.lookupSource == m_settings.lookupSource && old.lookupIsAwaited == m_settings.lookupIsAwaited;
        // Groups reach over all chunks: with any on either side every chunk is looked at.
        m_keepsChunks = m_keepsLists && m_keepsLookups && m_keepsEvidence && old.survivor == SurvivorRule::Off
            && m_settings.survivor == SurvivorRule::Off;
    }
    [[nodiscard]] bool isReused(std::size_t number) const
    {
        return m_keepsChunks && number < m_before->m_chunks.size()
            && m_before->m_chunks[number]->rows == m_contacts->chunk(number).rows;
    }

    [[nodiscard]] RawChunk readChunk(std::size_t number) const
    {
        const auto began = std::chrono::steady_clock::now();
        const ContactChunk &chunk = m_contacts->chunk(number);
        RawChunk raw;
        raw.rows = chunk.rows;
        raw.e164 = std::make_shared_for_overwrite<std::uint64_t[]>(chunk.rows);
        raw.local = std::make_shared_for_overwrite<std::uint16_t[]>(chunk.rows);
        ClassNumbers numbers(raw);
        const AnswerChunk *known
            = m_keepsReadings && number < m_before->m_chunks.size() ? m_before->m_chunks[number].get() : nullptr;
        const CountrySource source = countrySource(*m_contacts, m_settings.regionMember);
        const ChunkCountries countries(m_engine, chunk, source.member);
        const RegionIndex fallback = m_engine.regions().indexOf(m_settings.defaultRegion.toStdString());
        for (std::uint32_t row = 0; row < chunk.rows; ++row) {
            ContactClass found;
            if (known && row < known->rows) {
                found = m_before->m_classes[known->classOf(row)];
                found.facts = withDuplicateRole(found.facts, DuplicateRole::None);
                raw.e164[row] = known->e164[row];
                if (!m_keepsLists)
                    addLists(found, raw.e164[row]);
                if (!m_keepsLookups)
                    addLookup(found, raw.e164[row]);
                if (!m_keepsEvidence)
                    addEvidence(found, raw.e164[row]);
            } else {
                const ContactReading reading = readContact(m_engine, chunk.phones.at(row), fallback, countries.at(row),
                                                           source.use, m_contacts->numberForm())
                                                   .reading;
                found = {.code = reading.code, .findings = reading.findings, .facts = reading.facts};
                raw.e164[row] = reading.e164;
                addLists(found, reading.e164);
                addLookup(found, reading.e164);
                addEvidence(found, reading.e164);
            }
            raw.local[row] = numbers.number(found);
        }
        raw.judging = std::chrono::steady_clock::now() - began + (known ? known->judging : raw.judging);
        raw.numbers = known && known->rows == chunk.rows ? known->numbers : spelled(raw);
        return raw;
    }
    [[nodiscard]] static TextColumn spelled(const RawChunk &raw)
    {
        SpelledNumbers numbers(raw.rows);
        for (std::uint32_t row = 0; row < raw.rows; ++row) {
            if ((raw.classes[raw.local[row]].facts & ContactFact::AlreadyE164) == 0)
                numbers.append(raw.e164[row]);
            else
                numbers.appendNothing();
        }
        return numbers.column();
    }
    void addLists(ContactClass &contact, std::uint64_t e164) const
    {
        contact.facts &= ContactFacts(~listBits);
        if (!m_settings.lists || e164 == 0 || e164 == NumberVerdict::doesNotFit)
            return;
        if (m_settings.lists->isSuppressed && m_settings.lists->isSuppressed(e164))
            contact.facts |= ContactFact::Suppressed;
        if (m_settings.lists->isDisposable && m_settings.lists->isDisposable(e164))
            contact.facts |= ContactFact::Disposable;
    }

    void addLookup(ContactClass &contact, std::uint64_t e164) const
    {
        contact.facts &= ContactFacts(~unsigned(ContactFact::LookupMask));
        if (!m_usesLookups || !isLeftOpen(contact.code, contact.facts, e164))
            return;
        const auto known = m_settings.lineTypes ? m_settings.lineTypes->find(e164) : std::nullopt;
        if (known)
            contact.facts = withLookedUpType(contact.facts, numberTypeOf(known->type));
        else if (m_settings.lookupIsAwaited)
            contact.facts |= ContactFact::lookupFailed;
    }

    void addEvidence(ContactClass &contact, std::uint64_t e164) const
    {
        contact.facts &= ContactFacts(~unsigned(ContactFact::EvidenceKept));
        if (m_settings.evidence && e164 != NumberVerdict::doesNotFit && m_settings.evidence->holds(e164))
            contact.facts |= ContactFact::EvidenceKept;
    }

    void markDuplicates()
    {
        const std::size_t rows = m_contacts->rowCount();
        std::vector<NumberCode> codes(rows);
        std::vector<std::uint64_t> e164(rows);
        std::vector<ContactFacts> facts(rows);
        parallelFor(m_raw.size(), m_stop, [&](std::size_t number) {
            const RawChunk &raw = m_raw[number];
            const std::size_t first = number << ContactChunk::bits;
            for (std::uint32_t row = 0; row < raw.rows; ++row) {
                const ContactClass &found = raw.classes[raw.local[row]];
                codes[first + row] = found.code;
                facts[first + row] = found.facts;
                e164[first + row] = raw.e164[row];
            }
        });
        const int newest = memberNumber(*m_contacts, m_settings.newestMember);
        const DuplicateColumns columns{
            .codes = codes,
            .e164 = e164,
            .facts = facts,
            .time
            = [this,
               newest](std::uint32_t row) { return newest < 0 ? std::string_view() : m_contacts->member(row, newest); },
            .filledMembers = [this](std::uint32_t row) { return m_contacts->filledMembers(row); },
        };
        const DuplicateGroups groups = findDuplicates(columns, m_settings.survivor, m_stop);
        std::vector<bool> isTouched(m_raw.size());
        groups.forEachRole([&](std::uint32_t row, DuplicateRole role) {
            facts[row] = withDuplicateRole(facts[row], role);
            isTouched[ContactChunk::chunkOf(row)] = true;
        });
        parallelFor(m_raw.size(), m_stop, [&](std::size_t number) {
            if (isTouched[number])
                renumber(m_raw[number], std::span(facts).subspan(number << ContactChunk::bits));
        });
    }
    static void renumber(RawChunk &raw, std::span<const ContactFacts> facts)
    {
        const std::vector<ContactClass> old = std::exchange(raw.classes, {});
        raw.counts.clear();
        ClassNumbers numbers(raw);
        for (std::uint32_t row = 0; row < raw.rows; ++row) {
            ContactClass found = old[raw.local[row]];
            found.facts = facts[row];
            raw.local[row] = numbers.number(found);
        }
    }

    /// One table of classes for all chunks.
    [[nodiscard]] std::shared_ptr<const ContactAnswers> gather()
    {
        auto answers = std::make_shared<ContactAnswers>();
        answers->m_contacts = m_contacts;
        answers->m_settings = m_settings;
        answers->m_chunks.reserve(m_raw.size());
        std::unordered_map<std::uint64_t, std::uint32_t> numbers;
        if (m_keepsChunks) {
            answers->m_classes = m_before->m_classes; // reused chunks speak of them
            for (std::uint32_t i = 0; i < answers->m_classes.size(); ++i)
                numbers.emplace(answers->m_classes[i].key(), i);
        }
        answers->m_counts.resize(answers->m_classes.size());
        for (std::size_t number = 0; number < m_raw.size(); ++number) {
            if (isReused(number)) {
                answers->m_chunks.push_back(m_before->m_chunks[number]);
            } else {
                RawChunk &raw = m_raw[number];
                auto chunk = std::make_shared<AnswerChunk>();
                chunk->rows = raw.rows;
                chunk->e164 = std::move(raw.e164);
                chunk->local = std::move(raw.local);
                chunk->counts = std::move(raw.counts);
                chunk->numbers = std::move(raw.numbers);
                chunk->judging = raw.judging;
                chunk->classes.reserve(raw.classes.size());
                for (const ContactClass &found : raw.classes) {
                    const auto [place, isNew] = numbers.emplace(found.key(), std::uint32_t(answers->m_classes.size()));
                    if (isNew)
                        answers->m_classes.push_back(found);
                    chunk->classes.push_back(place->second);
                }
                answers->m_chunks.push_back(std::move(chunk));
            }
            answers->m_counts.resize(answers->m_classes.size());
            const AnswerChunk &chunk = *answers->m_chunks.back();
            for (std::size_t i = 0; i < chunk.classes.size(); ++i)
                answers->m_counts[chunk.classes[i]] += chunk.counts[i];
        }
        return answers;
    }

    const std::shared_ptr<const ContactTable::Snapshot> m_contacts;
    const AnswerSettings &m_settings;
    const std::shared_ptr<const ContactAnswers> m_before;
    const std::stop_token m_stop;
    const NumberEngine &m_engine;
    const bool m_usesLookups = m_settings.lookupIsAwaited || (m_settings.lineTypes && m_settings.lineTypes->size() > 0);
    bool m_keepsReadings = false, m_keepsLists = false, m_keepsLookups = false, m_keepsEvidence = false,
         m_keepsChunks = false;
    std::vector<RawChunk> m_raw;
};

std::shared_ptr<const ContactAnswers>
ContactAnswers::make(const std::shared_ptr<const ContactTable::Snapshot> &contacts, const AnswerSettings &settings,
                     const std::shared_ptr<const ContactAnswers> &before, const std::stop_token &stop)
{
    return Maker(contacts, settings, before, stop).make();
}

std::size_t ContactAnswers::bytes() const
{
    std::size_t sum = m_classes.size() * (sizeof(ContactClass) + sizeof(std::uint32_t));
    for (const std::shared_ptr<const AnswerChunk> &chunk : m_chunks) {
        sum += sizeof *chunk + chunk->rows * (sizeof(std::uint64_t) + sizeof(std::uint16_t))
            + chunk->classes.size() * 2 * sizeof(std::uint32_t) + chunk->numbers.bytes();
    }
    return sum;
}

std::chrono::nanoseconds ContactAnswers::meanJudging() const
{
    std::chrono::nanoseconds sum{0};
    for (const std::shared_ptr<const AnswerChunk> &chunk : m_chunks)
        sum += chunk->judging;
    return rowCount() == 0 ? sum : sum / rowCount();
}

RegionIndex ContactAnswers::readingRegion(Row row) const
{
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex fallback = engine.regions().indexOf(m_settings.defaultRegion.toStdString());
    const CountrySource source = countrySource(*m_contacts, m_settings.regionMember);
    const ContactCountry country
        = source.member < 0 ? ContactCountry() : countryOfContact(engine, m_contacts->member(row, source.member));
    return readContact(engine, m_contacts->phone(row), fallback, country, source.use, m_contacts->numberForm()).region;
}

ContactAnswers::SameNumber ContactAnswers::sameNumberAs(Row row) const
{
    SameNumber same;
    const std::uint64_t wanted = e164(row);
    if (duplicateRoleOf(m_classes[classOf(row)].facts) == DuplicateRole::None)
        return same;
    for (std::size_t number = 0; number < m_chunks.size(); ++number) {
        const AnswerChunk &chunk = *m_chunks[number];
        for (std::uint32_t in = 0; in < chunk.rows; ++in) {
            const Row other = Row((number << ContactChunk::bits) + in);
            if (chunk.e164[in] != wanted || other == row)
                continue;
            const DuplicateRole role = duplicateRoleOf(m_classes[chunk.classOf(in)].facts);
            same.others += role != DuplicateRole::None; // the same digits, read from what is no valid number
            if (role == DuplicateRole::Kept)
                same.survivor = other;
        }
    }
    return same;
}

std::optional<LookupDemand> lookupDemand(const ContactAnswers &answers, const std::stop_token &stop)
{
    std::vector<std::uint64_t> open;
    std::vector<bool> isOpen;
    isOpen.reserve(answers.classes().size());
    // The number itself is looked at below; a class only says whether it can be one of them.
    for (const ContactClass &found : answers.classes())
        isOpen.push_back(isLeftOpen(found.code, found.facts, 1));
    for (std::size_t number = 0; number < answers.chunkCount(); ++number) {
        if (stop.stop_requested())
            return std::nullopt;
        const AnswerChunk &chunk = answers.chunk(number);
        for (std::uint32_t row = 0; row < chunk.rows; ++row) {
            const std::uint64_t e164 = chunk.e164[row];
            if (isOpen[chunk.classOf(row)] && e164 != 0 && e164 != NumberVerdict::doesNotFit)
                open.push_back(e164);
        }
    }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    LookupDemand demand;
    demand.leftOpen = qint64(open.size());
    if (const std::shared_ptr<const LineTypes> &types = answers.settings().lineTypes)
        std::erase_if(open, [&types](std::uint64_t e164) { return types->find(e164).has_value(); });
    demand.known = demand.leftOpen - qint64(open.size());
    demand.numbers = std::make_shared<const std::vector<std::uint64_t>>(std::move(open));
    return demand;
}

} // namespace muster
