// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contacttable.h"
#include "models/rules/lists/consentevidence.h"
#include "models/rules/lists/contactfacts.h"
#include "models/rules/lists/linetypes.h"
#include "models/rules/lists/listjudge.h"
#include "models/rules/lists/numberlistreader.h"
#include "models/rules/lists/numberset.h"
#include "models/rules/lists/sanitizationdirective.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace muster {

/// Everything that a verdict is made of, beside the directive's actions. A list has millions of contacts, but only some
/// hundreds of different ones of these: verdicts are found per class, never per contact.
struct ContactClass
{
    NumberCode code = 0;
    std::uint8_t findings = 0;
    ContactFacts facts = 0;
    bool operator==(const ContactClass &) const = default;
    [[nodiscard]] std::uint64_t key() const
    {
        return (std::uint64_t(facts) << 24) | (std::uint64_t(findings) << 16) | code;
    }
};

/// A file of numbers some of whose rows could not be read: whoever stands there is not found.
struct UnreadNumbers
{
    QString name; ///< Of the list or file.
    NumberListReport report;
};

/// Why a contact's number is on one of the directive's lists.
struct ListedNumber
{
    QString list; ///< Its name.
    bool disposable = false; ///< Of disposable numbers; else do-not-call.
    NumberHit hit;
    bool operator==(const ListedNumber &) const = default;
};

/// The number lists of a directive, loaded. Called on workers, several at once.
struct LoadedNumberLists
{
    std::function<bool(std::uint64_t e164)> isSuppressed, isDisposable; ///< Null: no such lists.
    /// Which lists hold the number; for the details of one contact. May be null.
    std::function<QList<ListedNumber>(std::uint64_t e164)> evidence;
    QStringList
        digests; ///< Of the lists' content, in the order of both members of the directive; see directiveDigest().
    QList<UnreadNumbers> unread; ///< Of files that were read just now; to be said, never passed over.
    ListChecks checks = {}; ///< What of them could be loaded; of the rest nothing is concluded (F113).
    std::optional<ApiError> fault = {}; ///< Why not all.

    /// In place of the lists that `directive` names, of which none is to be had.
    [[nodiscard]] static std::shared_ptr<const LoadedNumberLists> none(const SanitizationDirective &directive,
                                                                       const ApiError &why);
};

/// What the answers depend on: of a directive only what changes how numbers are read or what is known of them.
struct AnswerSettings
{
    QString defaultRegion, regionMember;
    std::shared_ptr<const LoadedNumberLists> lists; ///< Null: none. Compared by identity.
    SurvivorRule survivor = SurvivorRule::Off; ///< Off while a list is being read: groups are known at its end.
    QString newestMember;
    std::shared_ptr<const LineTypes> lineTypes = nullptr; ///< Looked up earlier; null: none. Compared by identity.
    LookupSource lookupSource = LookupSource::Twilio; ///< Of lineTypes.
    /// A lookup was asked for: a number that only it can tell, and that has no answer, counts as not checked (F113).
    bool lookupIsAwaited = false;
    std::shared_ptr<const KeptEvidence> evidence = nullptr; ///< Null: none. Compared by identity.
    bool operator==(const AnswerSettings &) const = default;
};

/// The answers for the contacts of one chunk: 10 bytes a contact, and 4 with its number's text where any of the chunk's
/// contacts writes its number in another form.
struct AnswerChunk
{
    std::uint32_t rows = 0;
    std::shared_ptr<const std::uint64_t[]> e164; ///< As ContactReading::e164.
    std::shared_ptr<const std::uint16_t[]> local; ///< Place in `classes`.
    std::vector<std::uint32_t> classes; ///< Of this chunk: places in ContactAnswers::classes().
    std::vector<std::uint32_t> counts; ///< Contacts of each.
    /// "+4930123456" for the contacts whose own text is another, for searches. Spelled once, since searches follow each
    /// other with every digit that is typed.
    TextColumn numbers;
    std::chrono::nanoseconds judging{0}; ///< That workers have spent on finding the answers.
    [[nodiscard]] std::uint32_t classOf(std::uint32_t row) const { return classes[local[row]]; }
};

/// The answers for a snapshot of a list. Immutable, any thread; parts are shared with those that it was made from.
class ContactAnswers
{
public:
    using Row = ContactTable::Row;

    /// Reads what is new in `contacts` since `before` (of the same table; may be null), or everything that other
    /// settings concern. Some 100 ms a million contacts on one core; for a worker, takes idle ones to help. Null when
    /// stopped.
    [[nodiscard]] static std::shared_ptr<const ContactAnswers>
    make(const std::shared_ptr<const ContactTable::Snapshot> &contacts, const AnswerSettings &settings,
         const std::shared_ptr<const ContactAnswers> &before, const std::stop_token &stop);

    [[nodiscard]] Row rowCount() const { return m_contacts->rowCount(); }
    [[nodiscard]] const std::shared_ptr<const ContactTable::Snapshot> &contacts() const { return m_contacts; }
    [[nodiscard]] const AnswerSettings &settings() const { return m_settings; }
    [[nodiscard]] const std::vector<ContactClass> &classes() const { return m_classes; }
    [[nodiscard]] const std::vector<std::uint32_t> &counts() const { return m_counts; } ///< Contacts of each class.
    [[nodiscard]] std::uint32_t classOf(Row row) const { return chunkOf(row).classOf(ContactChunk::rowIn(row)); }
    [[nodiscard]] std::uint64_t e164(Row row) const { return chunkOf(row).e164[ContactChunk::rowIn(row)]; }
    [[nodiscard]] ContactReading reading(Row row) const
    {
        const ContactClass &found = m_classes[classOf(row)];
        return {.code = found.code, .findings = found.findings, .facts = found.facts, .e164 = e164(row)};
    }
    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const AnswerChunk &chunk(std::size_t number) const { return *m_chunks[number]; }
    [[nodiscard]] std::size_t bytes() const;
    /// What finding the answer to a contact's number took in the mean, on one core; 0 without contacts. (The verdict on
    /// top of it is a table look-up a class.)
    [[nodiscard]] std::chrono::nanoseconds meanJudging() const;
    /// The region that the contact's number was read with; 0: none.
    [[nodiscard]] RegionIndex readingRegion(Row row) const;
    /// The others that have the number of `row`, if duplicates are looked for.
    struct SameNumber
    {
        std::optional<Row> survivor; ///< Another contact than `row`; none: it is `row`, or the rule could not decide.
        qint64 others = 0; ///< Contacts beside `row`.
    };
    /// Looks through the whole list: for the details of one contact, on a worker.
    [[nodiscard]] SameNumber sameNumberAs(Row row) const;

private:
    class Maker;
    [[nodiscard]] const AnswerChunk &chunkOf(Row row) const { return *m_chunks[ContactChunk::chunkOf(row)]; }

    std::shared_ptr<const ContactTable::Snapshot> m_contacts;
    AnswerSettings m_settings;
    std::vector<std::shared_ptr<const AnswerChunk>> m_chunks;
    std::vector<ContactClass> m_classes;
    std::vector<std::uint32_t> m_counts;
};

/// What a lookup would have to tell about a list. Numbers are counted once, however many contacts have them.
struct LookupDemand
{
    qint64 leftOpen = 0; ///< Different numbers whose line the plan cannot decide.
    qint64 known = 0; ///< Of those, looked up earlier.
    /// The others, ascending; as NumberVerdict::e164. Never null.
    std::shared_ptr<const std::vector<std::uint64_t>> numbers = std::make_shared<std::vector<std::uint64_t>>();

    [[nodiscard]] qint64 toAsk() const { return qint64(numbers->size()); }
};

/// Some 100 ms a million such contacts; for a worker. nullopt when stopped.
[[nodiscard]] std::optional<LookupDemand> lookupDemand(const ContactAnswers &answers, const std::stop_token &stop);

} // namespace muster
