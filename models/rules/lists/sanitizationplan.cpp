// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/lists/idtable.h"
#include "models/rules/lists/purgegate.h"
#include "models/rules/numbers/numberengine.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"
#include "network/wire/contactlist.h"

#include <QJsonDocument>
#include <QUtf8StringView>
#include <algorithm>

namespace muster {

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
    plan->lastingFixes = std::count_if(plan->changes.begin(), plan->changes.end(), [](const PlannedChange &change) {
        return change.action == Action::Fix && !isE164(change.from);
    });
    return SharedPlan(std::move(plan));
}

namespace {

constexpr qint64 planVersion = 1;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString text(const std::string &bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

QByteArray finished(CanonicalJson &json)
{
    json.endObject();
    return json.bytes() + '\n';
}

struct Count
{
    const char *name;
    qint64 PlanHeader::*value;
};
constexpr std::array counts{Count{"contacts_in_list", &PlanHeader::contactsInList},
                            Count{"scope_count", &PlanHeader::scopeCount},
                            Count{"unchanged", &PlanHeader::unchanged},
                            Count{"fixes", &PlanHeader::fixes},
                            Count{"purges", &PlanHeader::purges},
                            Count{"review", &PlanHeader::review},
                            Count{"not_checked", &PlanHeader::notChecked}};

struct Words
{
    const char *name;
    QString PlanHeader::*value;
};
constexpr std::array words{Words{"profile_id", &PlanHeader::profileId},
                           Words{"profile_name", &PlanHeader::profileName},
                           Words{"list_id", &PlanHeader::listId},
                           Words{"list_name", &PlanHeader::listName},
                           Words{"directive_name", &PlanHeader::directiveName},
                           Words{"directive_digest", &PlanHeader::directiveDigest},
                           Words{"created_by", &PlanHeader::createdBy},
                           Words{"scope", &PlanHeader::scope}};

std::optional<QJsonObject> objectOf(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::uint64_t readContent(MemberReader &reader)
{
    const QString hex = reader.text(QLatin1String("content"));
    bool number = false;
    const std::uint64_t content = hex.toULongLong(&number, 16);
    reader.require(number && hex.size() == 16);
    return content;
}

} // namespace

QByteArray planHeaderLine(const PlanHeader &header)
{
    CanonicalJson json;
    json.beginObject();
    json.member("format", QStringLiteral("muster-plan"));
    json.member("version", planVersion);
    for (const Words &member : words)
        json.member(member.name, header.*member.value);
    json.member("environment", environmentKey(header.environment));
    json.member("created_at", timeText(header.createdAt));
    json.member("read_complete", header.readComplete);
    for (const Count &count : counts)
        json.member(count.name, header.*count.value);
    return finished(json);
}

QByteArray planChangeLine(const PlannedChange &change)
{
    const bool fix = change.action == PlannedChange::Action::Fix;
    CanonicalJson json;
    json.beginObject();
    json.member("action", fix ? QStringLiteral("fix") : QStringLiteral("purge"));
    json.member("id", text(change.contactId));
    json.member("from", text(change.from));
    if (fix)
        json.member("to", text(change.to));
    if (change.e164 != 0)
        json.member("number", text(unpackE164(change.e164)));
    json.member("content", QStringLiteral("%1").arg(change.content, 16, 16, QLatin1Char('0')));
    json.beginArray("reasons");
    for (const QString &key : listReasonKeys(change.reasons))
        json.element(key);
    json.endArray();
    return finished(json);
}

QByteArray planDigestLine(const QString &digest)
{
    CanonicalJson json;
    json.beginObject();
    json.member("digest", digest);
    return finished(json);
}

std::optional<PlanHeader> readPlanHeader(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    reader.require(reader.text(QLatin1String("format")) == QLatin1String("muster-plan"));
    reader.require(reader.number(QLatin1String("version")) == planVersion);
    PlanHeader header;
    for (const Words &member : words)
        header.*member.value = reader.text(QLatin1String(member.name));
    const auto environment = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(environment.has_value());
    header.environment = environment.value_or(Environment::Production);
    header.createdAt = QDateTime::fromString(reader.text(QLatin1String("created_at")), Qt::ISODateWithMs).toUTC();
    reader.require(header.createdAt.isValid());
    header.readComplete = reader.flag(QLatin1String("read_complete"));
    for (const Count &count : counts)
        header.*count.value = reader.number(QLatin1String(count.name));
    return reader.good() ? std::optional(header) : std::nullopt;
}

std::optional<PlannedChange> readPlanChange(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    const QString action = reader.text(QLatin1String("action"));
    PlannedChange change;
    change.action = action == QLatin1String("purge") ? PlannedChange::Action::Purge : PlannedChange::Action::Fix;
    reader.require(change.action == PlannedChange::Action::Purge || action == QLatin1String("fix"));
    change.contactId = reader.text(QLatin1String("id")).toStdString();
    change.from = reader.text(QLatin1String("from")).toStdString();
    if (change.action == PlannedChange::Action::Fix)
        change.to = reader.text(QLatin1String("to")).toStdString();
    if (object->contains(QLatin1String("number"))) {
        const QString number = reader.text(QLatin1String("number"));
        bool isNumber = false;
        change.e164 = number.mid(1).toULongLong(&isNumber);
        reader.require(isNumber && change.e164 != 0 && text(unpackE164(change.e164)) == number);
    }
    change.content = readContent(reader);
    const QStringList keys = reader.texts(QLatin1String("reasons"));
    for (const QString &key : keys) {
        const auto reason = listReasonFromKey(key);
        reader.require(reason.has_value());
        change.reasons |= reason ? reasonBit(*reason) : 0;
    }
    return reader.good() ? std::optional(std::move(change)) : std::nullopt;
}

std::optional<QString> readPlanDigest(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    const QString digest = reader.text(QLatin1String("digest"));
    reader.require(digest.size() == 64 && std::all_of(digest.begin(), digest.end(), [](QChar c) {
                       return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
                   }));
    return reader.good() ? std::optional(digest) : std::nullopt;
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
