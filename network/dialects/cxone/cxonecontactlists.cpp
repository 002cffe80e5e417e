// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecontactlists.h"

#include "network/codec/cxoneremovalcodec.h"
#include "network/codec/cxonerestorecodec.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/http/apitransport.h"
#include "network/wire/latertime.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>
#include <array>

namespace muster {

namespace {

CxoneSource sourceOfList(const QString &listId)
{
    return {CxoneSource::Kind::CallingList, listId};
}

/// Rows of a file, all of the same columns; which of them it could not take is told by their ids.
struct UploadRows
{
    Result<CxoneUploadFile> file;
    QHash<QString, ApiError> leftOut;
};

/// The new numbers as values of the list's contacts.
std::shared_ptr<const EnrichmentBatch> valuesOf(const QString &listId, const QList<ContactPhone> &corrections)
{
    constexpr auto type = ListAttributeType::Text;
    EnrichmentBatchBuilder values(std::make_shared<const ListSchema>(
        ListSchema{listId, {{QStringLiteral("phone1"), type, listAttributeTypeKey(type)}}}));
    for (const ContactPhone &contact : corrections) {
        values.beginContact(contact.contactId.toStdString());
        values.add(0, contact.phone.toStdString());
    }
    return values.take();
}

/// Runs go on after errors that concern one batch, or that a reading settles. What has shown that nothing more may be
/// sent to the list is Refused, so that they end.
ApiError endingTheRun(ApiError error)
{
    static constexpr std::array<QLatin1String, 4> ends{QLatin1String("other_values_changed"),
                                                       QLatin1String("upload_cancelled"),
                                                       QLatin1String("upload_under_way"), QLatin1String("list_moves")};
    // A file is refused for what it is, never for one of its rows: to send its halves would be to send it in pieces.
    static constexpr std::array refusals{ErrorKind::Invalid, ErrorKind::TooLarge, ErrorKind::Conflict,
                                         ErrorKind::RedirectRefused};
    const bool isEnd = std::ranges::any_of(ends, [&error](QLatin1String code) { return error.code == code; });
    if (isEnd || std::ranges::find(refusals, error.kind) != refusals.end())
        error.kind = ErrorKind::Refused;
    return error;
}

/// What a correction came to. `error`: what ended the work on its batch.
RecordFate correctionFate(const QString &id, const ContactFate &contact, const std::optional<ApiError> &error)
{
    const auto leftOut = [&id](const char *rule) { return RecordFate{id, WriteFate::Rejected, unusable(rule, id)}; };
    switch (contact.fault) {
    case ContactFault::NotInList:
        return {id, WriteFate::Absent, fault(ErrorKind::NotFound, "", id)};
    case ContactFault::RowTooLong:
        return leftOut("upload_row_long");
    case ContactFault::Unwritable:
        return leftOut("upload_characters");
    case ContactFault::SeveralNumbers:
        return leftOut("upload_more_numbers");
    case ContactFault::NotTaken:
    case ContactFault::OtherValue:
        return {id, WriteFate::Accepted, {}}; // the run's own reading says what is there instead
    case ContactFault::None:
        break;
    }
    return {id, contact.fate, contact.fate == WriteFate::Applied ? std::nullopt : error};
}

WriteAnswer correctionAnswer(const QList<ContactPhone> &corrections, const CxoneListWritten &written)
{
    WriteAnswer answer{.error = written.error, .skillStart = written.skillStart};
    answer.fates.reserve(corrections.size());
    bool isAllSettled = true;
    for (qsizetype at = 0; at < corrections.size(); ++at) {
        const ContactFate contact = at < written.contacts.size() ? written.contacts.at(at) : ContactFate();
        answer.fates.append(correctionFate(corrections.at(at).contactId, contact, written.error));
        isAllSettled = isAllSettled && contact.fate != WriteFate::NotSent;
    }
    // Of each it is known that it was not done, and there is nothing that must not follow.
    if (isAllSettled && answer.error && answer.error->code == QLatin1String("upload_changed_nothing"))
        answer.error.reset();
    return answer;
}

UploadRows restoreRows(const QList<ContactPhone> &contacts, QStringList columns)
{
    UploadRows rows{CxoneUploadFile::of(columns), {}};
    QHash<QString, QMap<QString, QString>> members;
    for (const ContactPhone &contact : contacts) {
        auto read = cxoneRestoreColumns(contact.members);
        if (read && (read->contains(columns[0]) || read->contains(columns[1])))
            read = failure(unusable("restore_columns"));
        if (!read) {
            read.error().subject = contact.contactId;
            rows.leftOut.insert(contact.contactId, read.error());
            continue;
        }
        members.insert(contact.contactId, *std::move(read));
    }
    QMap<QString, QString> all;
    for (const QMap<QString, QString> &one : std::as_const(members))
        all.insert(one);
    columns += all.keys();
    rows.file = CxoneUploadFile::of(columns);
    for (const ContactPhone &contact : contacts) {
        if (!rows.file || rows.leftOut.contains(contact.contactId))
            continue;
        const QMap<QString, QString> own = members.value(contact.contactId);
        QStringList cells{contact.contactId, contact.phone};
        for (auto column = all.cbegin(); column != all.cend(); ++column)
            cells.append(own.value(column.key()));
        if (const auto fault = rows.file->add(cells))
            rows.leftOut.insert(contact.contactId, *fault);
    }
    return rows;
}

/// A name as it might be told apart from another: how the platform compares them is not known.
QString plainName(const QString &name)
{
    return name.simplified().toCaseFolded();
}

} // namespace

CxoneContactLists::CxoneContactLists(ApiTransport &transport)
    : ContactListsClient(transport)
    , m_uploads(transport)
    , m_writer(transport)
{
}

ContactListLimits CxoneContactLists::limits() const
{
    return {.pageSize = recordsPerPage,
            .correctionsPerCall = CxoneListWriter::contactsPerBatch,
            .restoresPerCall = int(CxoneUploads::rowsPerUpload),
            .purgesPerCall = removalsPerCall,
            .purgesInFlight = 1,
            .numberForm = NumberForm::Digits,
            .writesFiles = true,
            .repeatsAreHarmless = false, // the same file again may call the same people again
            .canPurge = isRemovableCxoneId,
            .restoresNeedMembers = true,
            .recordCeiling = cxoneSettings(transport().profile()).recordCeiling,
            .tellsAttempts = true};
}

QCoro::Task<Result<QList<ContactListSummary>>> CxoneContactLists::list(CallObserver *observer, std::stop_token stop)
{
    CO_TRY(all, co_await cxoneCallingLists(&transport(), observer, std::move(stop)));
    co_return mapped(*all, [](const CxoneCallList &list) {
        return ContactListSummary{list.id, list.name, list.size, false, cxoneListFacts(list)};
    });
}

QCoro::Task<Result<RawPage>> CxoneContactLists::page(QString listId, QByteArray cursor, int limit,
                                                     CallObserver *observer, std::stop_token stop)
{
    Q_ASSERT_X(limit >= 1 && limit <= recordsPerPage, "CxoneContactLists::page", "limit out of range");
    const CxoneSource source = sourceOfList(listId);
    const auto place = !CxoneSource::fromId(source.id()) ? std::nullopt
        : cursor.isEmpty()                               ? std::optional(CxonePlace{.source = source})
                                                         : CxonePlace::fromCursor(cursor, source.id());
    if (!place)
        co_return failure(ErrorKind::BadInput, "invalid_continuation_token", listId);
    CO_TRY(reply, co_await transport().call(cxoneListPage(*place, limit), observer, std::move(stop)));
    co_return cxoneRawPage(*reply, *place);
}

std::shared_ptr<const PageDecoder> CxoneContactLists::decoder() const
{
    return cxoneRecordDecoder({}, {QStringLiteral("phone1")});
}

QCoro::Task<Result<QList<Dialer>>> CxoneContactLists::dialers(QString listId, CallObserver *observer,
                                                              std::stop_token stop)
{
    return m_uploads.dialers(std::move(listId), observer, std::move(stop));
}

QCoro::Task<Result<CallAttempts>> CxoneContactLists::attempts(QString listId, CallObserver *observer,
                                                              std::stop_token stop)
{
    if (!CxoneSource::fromId(sourceOfList(listId).id()))
        co_return failure(ErrorKind::BadInput, "invalid_list_id", listId);
    CallAttempts counted;
    QString before; // how the last page began
    for (int page = 0; page < mostAttemptPages; ++page) {
        const ApiCall call{.operation = cxone::listAttempts,
                           .pathArguments = {listId},
                           .query = {{QStringLiteral("fields"), QStringLiteral("contactId,dateOfCall")},
                                     {QStringLiteral("skip"), QString::number(counted.count)},
                                     {QStringLiteral("top"), QString::number(attemptsPerPage)}},
                           .subject = listId};
        CO_TRY(read,
               co_await callAndDecode<CxoneAttempts>(&transport(), call, ofCxoneAnswer(&readCxoneAttempts), observer,
                                                     stop));
        if (read->received == 0)
            co_return counted;
        if (!before.isEmpty() && read->first == before)
            co_return failure(ErrorKind::LimitExceeded, "cursor_repeated", listId);
        before = read->first;
        counted.count += read->received;
        counted.last = laterOf(counted.last, read->newest);
    }
    co_return failure(ErrorKind::LimitExceeded, "attempt_pages", listId);
}

QCoro::Task<Result<void>> CxoneContactLists::settle(QString listId, CallObserver *observer, std::stop_token stop)
{
    return m_uploads.settle(std::move(listId), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> CxoneContactLists::sendCorrections(QString listId, QList<ContactPhone> corrections,
                                                            DialConsent consent, CallObserver *observer,
                                                            std::stop_token stop)
{
    const QFuture<std::shared_ptr<const EnrichmentBatch>> gathering
        = QtConcurrent::run([listId, corrections] { return valuesOf(listId, corrections); });
    const std::shared_ptr<const EnrichmentBatch> values = co_await gathering;
    CxoneListWritten written = co_await m_writer.write(values, std::move(consent), observer, std::move(stop));
    if (written.error)
        written.error = endingTheRun(transport().masked(*written.error));
    co_return correctionAnswer(corrections, written);
}

QCoro::Task<WriteAnswer> CxoneContactLists::sendRestores(QString listId, QList<ContactPhone> contacts,
                                                         DialConsent consent, CallObserver *observer,
                                                         std::stop_token stop)
{
    const CxoneSettings settings = cxoneSettings(transport().profile());
    const QStringList columns{settings.idColumn, settings.phoneColumn};
    const auto rows = co_await QtConcurrent::run(
        [contacts, columns] { return std::make_shared<UploadRows>(restoreRows(contacts, columns)); });
    if (!rows->file)
        co_return answerOfAll(contacts, WriteFate::NotSent, rows->file.error());
    co_return co_await uploaded(
        {{listId, rows->file->csv(), rows->file->rows(), consent, CxoneExisting::Kept}, rows->leftOut},
        mapped(contacts, &ContactPhone::contactId), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> CxoneContactLists::uploaded(Made made, QStringList contactIds, CallObserver *observer,
                                                     std::stop_token stop)
{
    CxoneUploadOutcome outcome{.fate = WriteFate::Accepted};
    if (made.upload.rows > 0)
        outcome = co_await m_uploads.upload(made.upload, observer, std::move(stop));
    // A file is refused for what it is, never for one of its rows: to send its halves would be to send it in pieces.
    const bool isRefused = outcome.fate == WriteFate::Rejected && outcome.error;
    if (isRefused && (outcome.error->kind == ErrorKind::Invalid || outcome.error->kind == ErrorKind::Conflict))
        outcome.error->kind = ErrorKind::Refused;
    WriteAnswer answer{.error = outcome.error};
    for (const QString &id : std::as_const(contactIds)) {
        const auto fault = made.leftOut.constFind(id);
        if (fault != made.leftOut.constEnd())
            answer.fates.append({id, WriteFate::Rejected, *fault});
        else
            answer.fates.append({id, outcome.fate, outcome.error});
    }
    co_return masked(std::move(answer));
}

QCoro::Task<Result<QString>> CxoneContactLists::onlyNameOf(QString listId, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(lists, co_await cxoneCallingLists(&transport(), observer, std::move(stop)));
    const auto found = std::ranges::find(*lists, listId, &CxoneCallList::id);
    if (found == lists->end())
        co_return failure(ErrorKind::NotFound, "", listId);
    const QString name = plainName(found->name);
    const auto likeIt
        = std::ranges::count_if(*lists, [&name](const auto &list) { return plainName(list.name) == name; });
    if (likeIt > 1)
        co_return failure(ErrorKind::Refused, "removal_name_twice", found->name);
    co_return found->name;
}

QCoro::Task<WriteAnswer> CxoneContactLists::sendPurges(QString listId, QStringList contactIds, CallObserver *observer,
                                                       std::stop_token stop)
{
    const auto name = co_await onlyNameOf(listId, observer, stop);
    if (!name)
        co_return answerOfAll(contactIds, WriteFate::NotSent, name.error());
    ApiCall call{.operation = cxone::removeRecords, .pathArguments = {*name}, .subject = listId};
    call.body = [body = cxoneRemovalBody(contactIds)] { return body; };
    call.check = cxoneBodyMissing;
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return answerOfAll(contactIds, watch.fateAfter(reply.error()), reply.error());
    co_return masked(readCxoneRemoval(cxoneBodyOf(*reply), contactIds));
}

WriteAnswer CxoneContactLists::masked(WriteAnswer answer) const
{
    if (answer.error)
        answer.error = transport().masked(*answer.error);
    for (RecordFate &record : answer.fates) {
        if (record.error)
            record.error = transport().masked(*record.error);
    }
    return answer;
}

} // namespace muster
