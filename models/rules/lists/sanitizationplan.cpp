// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"

#include "models/rules/lists/idtable.h"
#include "models/rules/lists/purgegate.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/rules/numbers/numberengine.h"
#include "models/rules/ordermembers.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"

#include <QJsonDocument>
#include <QUtf8StringView>
#include <algorithm>

namespace muster {

template <>
constexpr KeyTable<PlannedChange::Action, 2> keyTable<PlannedChange::Action>{{
    {PlannedChange::Action::Fix, QLatin1String("fix")},
    {PlannedChange::Action::Purge, QLatin1String("purge")},
}};

namespace {

using Action = PlannedChange::Action;

constexpr std::size_t maxIdBytes = 256; // F62; the decoder's own limit

bool isText(const std::string &bytes)
{
    return QUtf8StringView(bytes.data(), qsizetype(bytes.size())).isValidUtf8();
}

bool isUsableId(const std::string &id)
{
    return !id.empty() && id.size() <= maxIdBytes && id != "." && id != ".."
        && std::none_of(id.begin(), id.end(),
                        [](char c) { return c == '/' || c == '\\' || std::uint8_t(c) < 0x20 || c == 0x7f; });
}

/// Contract section 6.1: a plus sign, 1 to 9, then 1 to 14 digits.
const char *faultOf(const PlannedChange &change)
{
    if (!isUsableId(change.contactId))
        return "plan_change_no_id";
    if (change.from.size() > PlanLimits::maxNumberBytes)
        return "plan_change_too_long";
    if (!isText(change.contactId) || !isText(change.from))
        return "plan_change_not_text";
    if (change.action == Action::Purge) {
        if (!change.to.empty())
            return "plan_change_purge_with_number";
        return PurgeGate::isEligible(change) ? nullptr : "plan_change_not_eligible";
    }
    if (change.e164 != 0)
        return "plan_change_fix_with_number";
    if (!isE164(change.to))
        return "plan_change_not_e164";
    return change.from == change.to ? "plan_change_nothing_to_fix" : nullptr;
}

tl::unexpected<ApiError> refusedPlan(const char *code, std::size_t place = 0)
{
    return failure(ErrorKind::BadInput, code, place == 0 ? QString() : QString::number(place));
}

Result<void> checkChanges(const std::vector<PlannedChange> &changes)
{
    IdTable ids(changes.size());
    const auto idOf = [&changes](std::uint32_t at) -> std::string_view { return changes[at].contactId; };
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (const char *fault = faultOf(changes[at]))
            return refusedPlan(fault, at + 1);
        if (!ids.insert(std::uint32_t(at), idOf))
            return refusedPlan("plan_change_id_twice", at + 1);
    }
    return {};
}

bool countsAddUp(const PlanHeader &header, const std::vector<PlannedChange> &changes)
{
    const std::array counts{header.unchanged, header.fixes, header.purges, header.review, header.notChecked};
    qint64 sum = 0;
    for (const qint64 count : counts) {
        if (count < 0 || count > header.scopeCount)
            return false;
        sum += count;
    }
    const auto fixes = std::count_if(changes.begin(), changes.end(),
                                     [](const PlannedChange &change) { return change.action == Action::Fix; });
    return sum == header.scopeCount && header.scopeCount <= header.contactsInList && header.fixes == fixes
        && header.purges == qint64(changes.size()) - fixes;
}

std::vector<PlannedChange> fixesFirst(std::vector<PlannedChange> changes)
{
    const auto isFix = [](const PlannedChange &change) { return change.action == Action::Fix; };
    if (std::is_partitioned(changes.begin(), changes.end(), isFix))
        return changes;
    std::vector<PlannedChange> sorted;
    sorted.reserve(changes.size());
    for (const Action action : {Action::Fix, Action::Purge}) {
        for (PlannedChange &change : changes) {
            if (change.action == action)
                sorted.push_back(std::move(change)); // its action stays where it is
        }
    }
    return sorted;
}

} // namespace

Result<SharedPlan> freezePlan(PlanHeader header, std::vector<PlannedChange> changes)
{
    if (changes.size() > PlanLimits::maxChanges)
        return failure(ErrorKind::LimitExceeded, "plan_changes");
    TRY_VOID(checkChanges(changes));
    if (!countsAddUp(header, changes))
        return refusedPlan("plan_counts");
    header.createdAt = header.createdAt.toUTC();
    auto plan = std::make_shared<SanitizationPlan>();
    plan->header = std::move(header);
    plan->changes = fixesFirst(std::move(changes));
    const QByteArray first = planHeaderLine(plan->header);
    if (std::size_t(first.size()) > PlanLimits::maxLineBytes || !plan->header.createdAt.isValid())
        return refusedPlan("plan_header");
    RunningDigest digest;
    digest.add({first.constData(), std::size_t(first.size())});
    for (const PlannedChange &change : plan->changes) {
        const QByteArray line = planChangeLine(change);
        digest.add({line.constData(), std::size_t(line.size())});
    }
    plan->digest = digest.hex();
    const NumberForm form = plan->header.numberForm;
    plan->lastingFixes = std::count_if(plan->changes.begin(), plan->changes.end(), [form](const PlannedChange &change) {
        return change.action == Action::Fix && !isWritable(form, change.from);
    });
    return SharedPlan(std::move(plan));
}

namespace {

constexpr qint64 planVersion = 1;
constexpr qint64 mostVerdictNanos = 1'000'000'000'000; // a quarter of an hour; nothing has taken so long

QString text(const std::string &bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

void describe(JsonMembers &members, PlanHeader &header)
{
    QString format = QStringLiteral("muster-plan");
    members.member("format", format);
    members.require(format == QLatin1String("muster-plan"));
    members.version(planVersion);
    for (const auto &[name, text] :
         {std::pair{"profile_id", &PlanHeader::profileId}, std::pair{"profile_name", &PlanHeader::profileName},
          std::pair{"list_id", &PlanHeader::listId}, std::pair{"list_name", &PlanHeader::listName},
          std::pair{"directive_name", &PlanHeader::directiveName},
          std::pair{"directive_digest", &PlanHeader::directiveDigest}, std::pair{"created_by", &PlanHeader::createdBy},
          std::pair{"scope", &PlanHeader::scope}})
        members.member(name, header.*text);
    if (members.isThere("directive", !header.directive.isEmpty())) { // plans without it are as they always were
        QString directive = QString::fromUtf8(header.directive);
        members.member("directive", directive);
        members.require(!members.isReading() || parseDirective(directive.toUtf8()).has_value());
        header.directive = directive.toUtf8();
    }
    describeEnvironment(members, header.environment);
    members.member("created_at", header.createdAt);
    members.member("read_complete", header.readComplete);
    bool digits = header.numberForm == NumberForm::Digits;
    members.flagIfSet("digits", digits); // plans without it are as they always were
    header.numberForm = digits ? NumberForm::Digits : NumberForm::Text;
    if (members.isThere("verdict_ns", header.verdictNanos > 0))
        members.member("verdict_ns", header.verdictNanos, 1, mostVerdictNanos);
    for (const auto &[name, count] :
         {std::pair{"contacts_in_list", &PlanHeader::contactsInList}, std::pair{"scope_count", &PlanHeader::scopeCount},
          std::pair{"unchanged", &PlanHeader::unchanged}, std::pair{"fixes", &PlanHeader::fixes},
          std::pair{"purges", &PlanHeader::purges}, std::pair{"review", &PlanHeader::review},
          std::pair{"not_checked", &PlanHeader::notChecked}})
        members.member(name, header.*count, std::numeric_limits<qint64>::min());
}

void describe(JsonMembers &members, const char *name, std::string &bytes)
{
    QString read = text(bytes);
    members.member(name, read);
    bytes = read.toStdString();
}

void describe(JsonMembers &members, std::uint64_t &content)
{
    QString hex = QStringLiteral("%1").arg(content, 16, 16, QLatin1Char('0'));
    members.member("content", hex);
    bool number = false;
    content = hex.toULongLong(&number, 16);
    members.require(number && hex.size() == 16);
}

void describeReasons(JsonMembers &members, ContactReasons &reasons)
{
    QStringList keys = listReasonKeys(reasons);
    members.member("reasons", keys);
    reasons = 0;
    for (const QString &key : std::as_const(keys)) {
        const auto reason = valueOf<ListReason>(key);
        members.require(reason.has_value());
        reasons |= reason ? reasonBit(*reason) : 0;
    }
}

void describe(JsonMembers &members, PlannedChange &change)
{
    members.key("action", change.action);
    describe(members, "id", change.contactId);
    describe(members, "from", change.from);
    if (change.action == PlannedChange::Action::Fix)
        describe(members, "to", change.to);
    if (members.isThere("number", change.e164 != 0)) {
        QString number = text(unpackE164(change.e164));
        members.member("number", number);
        bool isNumber = false;
        change.e164 = number.mid(1).toULongLong(&isNumber);
        members.require(isNumber && change.e164 != 0 && text(unpackE164(change.e164)) == number);
    }
    describe(members, change.content);
    describeReasons(members, change.reasons);
}

void describe(JsonMembers &members, QString &digest)
{
    members.member("digest", digest);
    members.require(digest.size() == 64 && std::all_of(digest.begin(), digest.end(), [](QChar c) {
                        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
                    }));
}

template <typename Value>
QByteArray lineOf(const Value &value)
{
    return canonicalJson(value, describe) + '\n';
}

template <typename Value>
std::optional<Value> readLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    Value value{};
    return document.isObject() && memberFault(document.object(), value, describe).isEmpty()
        ? std::optional(std::move(value))
        : std::nullopt;
}

} // namespace

QByteArray planHeaderLine(const PlanHeader &header)
{
    return lineOf(header);
}

QByteArray planChangeLine(const PlannedChange &change)
{
    return lineOf(change);
}

QByteArray planDigestLine(const QString &digest)
{
    return lineOf(digest);
}

std::optional<PlanHeader> readPlanHeader(const QByteArray &line)
{
    return readLine<PlanHeader>(line);
}

std::optional<PlannedChange> readPlanChange(const QByteArray &line)
{
    return readLine<PlannedChange>(line);
}

std::optional<QString> readPlanDigest(const QByteArray &line)
{
    return readLine<QString>(line);
}

namespace {

constexpr qint64 planPieceBytes = 1024 * 1024;

/// Lines of an open file, piece by piece.
class LineReader
{
public:
    explicit LineReader(const PosixFile &file)
        : m_file(file)
    {
    }

    /// Without its line feed; nullopt at the end of the file. A last line without line feed is torn.
    [[nodiscard]] Result<std::optional<QByteArray>> next()
    {
        for (;;) {
            const qsizetype end = m_piece.indexOf('\n', m_at);
            if (end >= 0) {
                const QByteArray line = m_piece.mid(m_at, end - m_at);
                m_at = end + 1;
                return line;
            }
            if (m_piece.size() - m_at > qsizetype(PlanLimits::maxLineBytes))
                return failure(ErrorKind::LimitExceeded, "plan_line");
            TRY(more, m_file.pread(m_offset, planPieceBytes));
            if (more->isEmpty()) {
                m_torn = m_at < m_piece.size();
                return std::nullopt;
            }
            m_offset += more->size();
            m_piece = m_piece.mid(m_at) + *more;
            m_at = 0;
        }
    }
    [[nodiscard]] bool torn() const { return m_torn; }

private:
    const PosixFile &m_file;
    QByteArray m_piece;
    qsizetype m_at = 0;
    qint64 m_offset = 0;
    bool m_torn = false;
};

/// What was read so far. A fault does not end the reading: whether the file was altered is the more important news, and
/// only its end tells.
struct Reading
{
    qint64 most = 0; ///< No file of its size has more changes.
    PlanHeader header;
    std::vector<PlannedChange> changes;
    std::size_t lines = 0, faultyLine = 0;
    std::optional<QString> digest; ///< Of the last line, if it was one.
    RunningDigest running; ///< Of all lines but the last.
    QByteArray last;

    void take(const QByteArray &line)
    {
        if (lines > 0)
            running.add({last.constData(), std::size_t(last.size())});
        last = line + '\n';
        digest = ++lines > 1 ? readPlanDigest(line) : std::nullopt;
        if (faultyLine != 0 || digest)
            return;
        if (lines == 1) {
            const auto read = readPlanHeader(line);
            faultyLine = read ? 0 : lines;
            header = read.value_or(PlanHeader());
            // As many as it says, where the file can hold them: a vector that grows needs twice the room while it does.
            const qint64 planned
                = std::clamp<qint64>(header.fixes, 0, most) + std::clamp<qint64>(header.purges, 0, most);
            changes.reserve(std::size_t(std::min(planned, most)));
        } else if (auto read = readPlanChange(line)) {
            changes.push_back(*std::move(read));
        } else {
            faultyLine = lines;
        }
    }
};

tl::unexpected<ApiError> damaged(const char *code, std::size_t line)
{
    return failure(ErrorKind::Damaged, code, line == 0 ? QString() : QString::number(line));
}

} // namespace

Result<void> checkPlanFile(const QString &file, const QString &digest)
{
    TRY(open, PosixFile::openExisting(file, PosixFile::Access::ReadOnly));
    LineReader lines(*open);
    RunningDigest running;
    QByteArray last;
    for (;;) {
        TRY(line, lines.next());
        if (!*line)
            break;
        running.add({last.constData(), std::size_t(last.size())});
        last = **line + '\n';
    }
    return !lines.torn() && last == planDigestLine(digest) && running.hex() == digest ? Result<void>()
                                                                                      : damaged("plan_altered", 0);
}

Result<void> writePlan(const SanitizationPlan &plan, const QString &file, bool replace)
{
    TRY(writer, DurableWriter::create(file, replace ? Existing::Replace : Existing::Refuse));
    Result<void> written = writer->append(planHeaderLine(plan.header));
    for (const PlannedChange &change : plan.changes) {
        if (!written)
            return written;
        written = writer->append(planChangeLine(change));
    }
    return written.and_then([&] { return writer->append(planDigestLine(plan.digest)); }).and_then([&] {
        return writer->finish();
    });
}

Result<SharedPlan> readPlan(const QString &file)
{
    TRY(open, PosixFile::openExisting(file, PosixFile::Access::ReadOnly));
    LineReader lines(*open);
    constexpr qint64 leastLineBytes = 64;
    Reading reading{.most = std::min(open->size() / leastLineBytes, qint64(PlanLimits::maxChanges))};
    for (;;) {
        TRY(line, lines.next());
        if (!*line)
            break;
        reading.take(**line);
        if (reading.changes.size() > PlanLimits::maxChanges)
            return failure(ErrorKind::LimitExceeded, "plan_changes");
    }
    if (!reading.digest || lines.torn())
        return damaged("plan_unreadable", reading.lines + (lines.torn() ? 1 : 0));
    if (reading.running.hex() != *reading.digest)
        return damaged("plan_altered", 0);
    if (reading.faultyLine != 0)
        return damaged("plan_unreadable", reading.faultyLine);
    auto plan = freezePlan(std::move(reading.header), std::move(reading.changes));
    if (!plan)
        return damaged("plan_unreadable", plan.error().subject.toULongLong() + 1);
    // What reads back must be what was frozen: another spelling of the same values does not pass.
    if ((*plan)->digest != *reading.digest)
        return damaged("plan_altered", 0);
    return plan;
}

} // namespace muster
