// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/draftstore.h"

#include "models/rules/jsonmembers.h"
#include "models/store/durablefile.h"
#include "network/codec/criteriacodec.h"
#include "network/wire/thrown.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QMutexLocker>
#include <QRegularExpression>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

constexpr int formatVersion = 1;

const QString &draftFormat()
{
    static const QString name = QStringLiteral("muster-audience-draft");
    return name;
}

// The digest stands at the end: ,"sha256":"<64 digits>"}
constexpr qsizetype tailLength = 11 + 64 + 2;

QByteArray digestOf(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

ApiError damaged(const char *code, const QString &detail = {})
{
    return ApiError{.kind = ErrorKind::Damaged, .code = QLatin1String(code), .detail = detail};
}

void describe(JsonMembers &members, AudienceDefinition &definition)
{
    members.member("name", definition.name);
    members.member("description", definition.description);
    QString criteria = QString::fromUtf8(writeCriteria(definition.criteria));
    members.member("criteria", criteria);
    if (members.isReading())
        definition.criteria = readCriteria(criteria.toUtf8()).value_or(CriteriaGroup());
    members.member("exclusions", definition.exclusions);
    members.key("source", definition.source, audienceSourceKey, audienceSource);
    members.member("recalculate", definition.recalculateOnUpdate);
}

void describeOpaque(JsonMembers &members, const char *name, QByteArray &bytes)
{
    QString text = QString::fromLatin1(bytes.toBase64());
    members.member(name, text);
    const auto read = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    members.require(read.decodingStatus == QByteArray::Base64DecodingStatus::Ok);
    bytes = *read;
}

/// All but the digest at the end.
void describe(JsonMembers &members, AudienceDraft &draft)
{
    QString format = draftFormat();
    members.member("format", format);
    members.version(formatVersion);
    members.member("id", draft.id);
    members.member("profile", draft.profileId);
    members.member("audience", draft.audienceId);
    members.require(isUuid(draft.audienceId));
    members.member("changedAt", draft.changedAt);
    members.object("definition", [&](JsonMembers &inner) { describe(inner, draft.definition); });
    Audience base = draft.base.value_or(Audience());
    qint64 baseVersion = draft.base ? base.version : 0;
    members.member("baseVersion", baseVersion, 0);
    if (baseVersion > 0) {
        members.object("base", [&](JsonMembers &inner) { describe(inner, base.definition); });
        base.id = draft.audienceId;
        base.version = baseVersion;
        draft.base = base;
    }
    if (members.isThere("open", true)) // earlier ones do not say it
        members.member("open", draft.isOpen);
    describeOpaque(members, "tree", draft.tree);
    describeOpaque(members, "history", draft.history);
}

} // namespace

QByteArray draftJson(const AudienceDraft &draft)
{
    QByteArray body = canonicalJson(draft, describe);
    body.chop(1); // the closing bracket
    return body + ",\"sha256\":\"" + digestOf(body) + "\"}";
}

Result<AudienceDraft> readDraft(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(QLatin1String("format")).toString() != draftFormat())
        return failure(damaged("draft_damaged", QStringLiteral("format")));
    if (object.value(QLatin1String("version")).toInt() > formatVersion)
        return failure(damaged("newer_version"));
    MemberReader reader(object);
    JsonMembers members(reader);
    AudienceDraft draft;
    describe(members, draft);
    const QString digest = reader.text(QLatin1String("sha256"));
    reader.require(json.size() > tailLength
                   && digest == QLatin1String(digestOf(QByteArrayView(json).first(json.size() - tailLength))));
    if (!reader.good())
        return failure(damaged("draft_damaged", reader.fault()));
    return draft;
}

namespace {

constexpr auto suffix = ".draft.json";

bool isDraftId(const QString &id)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{32}$"));
    return digits.match(id).hasMatch();
}

AudienceDraftInfo infoOf(const AudienceDraft &draft)
{
    return {
        .id = draft.id,
        .profileId = draft.profileId,
        .audienceId = draft.audienceId,
        .name = draft.definition.name,
        .baseVersion = draft.base ? draft.base->version : 0,
        .changedAt = draft.changedAt,
        .isOpen = draft.isOpen,
    };
}

} // namespace

DraftStore::DraftStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_disk(disk)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
}

DraftStore::~DraftStore()
{
    m_worker.waitForDone(); // What was given last is part of what a person has done.
}

QString DraftStore::newId()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

QString DraftStore::file(const QString &id) const
{
    return m_folder + u'/' + id + QLatin1String(suffix);
}

/// `work` on the worker, which ends with tell(). What it throws ends it as well: `thrown` is told the error on the GUI
/// thread, so that every question is answered (F109).
template <typename Work, typename Thrown>
void DraftStore::give(Work work, Thrown thrown)
{
    ++m_underWay;
    m_worker.start([this, work = std::move(work), thrown = std::move(thrown)] {
        try {
            work();
        } catch (...) {
            tell([thrown, error = thrownError(std::current_exception())] { thrown(error); });
        }
    });
}

/// From the worker: `tell` on the GUI thread.
template <typename Tell>
void DraftStore::tell(Tell tell)
{
    QMetaObject::invokeMethod(
        this,
        [this, tell] {
            --m_underWay;
            tell();
        },
        Qt::QueuedConnection);
}

void DraftStore::save(const AudienceDraft &draft, const Completion &complete)
{
    if (m_readOnly || !isDraftId(draft.id)) {
        const ApiError error
            = m_readOnly ? fault(ErrorKind::InUse, "read_only") : fault(ErrorKind::BadInput, "draft_id", draft.id);
        ++m_underWay;
        return tell([this, id = draft.id, error] { Q_EMIT saveFailed(id, error); });
    }
    {
        const QMutexLocker lock(&m_mutex);
        const bool isWaiting = m_waiting.contains(draft.id);
        m_waiting.insert(draft.id, {draft, complete});
        if (isWaiting) // Whoever comes to write it takes this one.
            return;
    }
    give([this, id = draft.id] { writeNewest(id); },
         [this, id = draft.id](const ApiError &error) { Q_EMIT saveFailed(id, error); });
}

void DraftStore::writeNewest(const QString &id)
{
    Waiting newest;
    {
        const QMutexLocker lock(&m_mutex);
        const auto waiting = m_waiting.find(id);
        if (waiting == m_waiting.end()) // Removed since.
            return tell([] { });
        newest = *waiting;
        m_waiting.erase(waiting);
    }
    AudienceDraft &draft = newest.draft;
    if (newest.complete)
        newest.complete(draft);
    const QByteArray bytes = draftJson(draft);
    Result<void> written = failure(ErrorKind::BadInput, "draft_too_large", id);
    if (bytes.size() <= maxFile) {
        written = makePrivateFolder(m_folder, m_disk).and_then([&] {
            return writeFileDurably(file(id), bytes, Existing::Replace, m_disk);
        });
    }
    tell([this, id, at = draft.changedAt, written] {
        if (written)
            Q_EMIT saved(id, at);
        else
            Q_EMIT saveFailed(id, written.error());
    });
}

void DraftStore::setOpen(const QString &id, bool isOpen)
{
    if (m_readOnly || !isDraftId(id))
        return;
    give(
        [this, id, isOpen] {
            auto draft = read(id);
            if (draft && draft->isOpen != isOpen) {
                draft->isOpen = isOpen;
                // Without this it is offered once too often or not at all; the draft itself is there.
                (void)writeFileDurably(file(id), draftJson(*draft), Existing::Replace, m_disk);
            }
            tell([] { });
        },
        [](const ApiError &) {}); // as above
}

void DraftStore::remove(const QString &id)
{
    if (m_readOnly || !isDraftId(id)) {
        ++m_underWay;
        const ApiError error
            = m_readOnly ? fault(ErrorKind::InUse, "read_only") : fault(ErrorKind::BadInput, "draft_id", id);
        return tell([this, id, error] { Q_EMIT saveFailed(id, error); });
    }
    {
        const QMutexLocker lock(&m_mutex);
        m_waiting.remove(id);
    }
    give(
        [this, id] {
            const Result<void> gone = removeDurably(file(id), m_disk);
            tell([this, id, gone] {
                if (gone)
                    Q_EMIT removed(id);
                else
                    Q_EMIT saveFailed(id, gone.error());
            });
        },
        [this, id](const ApiError &error) { Q_EMIT saveFailed(id, error); });
}

Result<AudienceDraft> DraftStore::read(const QString &id)
{
    TRY(bytes, readWholeFile(file(id), maxFile, m_disk));
    auto draft = readDraft(*bytes);
    if (draft && draft->id != id)
        draft = failure(ErrorKind::Damaged, "draft_damaged", id);
    if (!draft && draft.error().code != QLatin1String("newer_version") && !m_readOnly) {
        const auto kept = keepBeside(file(id), m_disk);
        draft.error().subject = kept ? *kept : file(id);
    }
    return draft;
}

void DraftStore::requestList(const QString &profileId)
{
    give([this, profileId] { list(profileId); },
         [this, profileId](const ApiError &error) {
             Q_EMIT loadFailed({}, error);
             Q_EMIT listed(profileId, {});
         });
}

void DraftStore::list(const QString &profileId)
{
    QList<AudienceDraftInfo> drafts;
    QList<std::pair<QString, ApiError>> faults;
    const QStringList names = QDir(m_folder).entryList({u'*' + QLatin1String(suffix)}, QDir::Files);
    for (const QString &name : names) {
        const QString id = name.chopped(qsizetype(qstrlen(suffix)));
        if (!isDraftId(id))
            continue;
        const auto draft = read(id);
        if (!draft)
            faults.append({id, draft.error()});
        else if (draft->profileId == profileId)
            drafts.append(infoOf(*draft));
    }
    std::ranges::sort(drafts, std::ranges::greater(), &AudienceDraftInfo::changedAt);
    tell([this, profileId, drafts, faults] {
        for (const auto &[id, error] : faults)
            Q_EMIT loadFailed(id, error);
        Q_EMIT listed(profileId, drafts);
    });
}

void DraftStore::requestDraft(const QString &id)
{
    if (!isDraftId(id)) {
        ++m_underWay;
        return tell([this, id] { Q_EMIT loadFailed(id, fault(ErrorKind::BadInput, "draft_id", id)); });
    }
    give(
        [this, id] {
            const auto draft = read(id);
            tell([this, id, draft] {
                if (draft)
                    Q_EMIT loaded(*draft);
                else
                    Q_EMIT loadFailed(id, draft.error());
            });
        },
        [this, id](const ApiError &error) { Q_EMIT loadFailed(id, error); });
}

} // namespace muster
