// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxoneuploadcodec.h"
#include "network/http/apicall.h"
#include "network/wire/dialer.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class ApiTransport;

/// A file for a calling list.
struct CxoneUpload
{
    QString listId; ///< In digits.
    QByteArray csv; ///< Of a CxoneUploadFile.
    qsizetype rows = 0; ///< In it, without the names.
    DialConsent consent;
    CxoneExisting existing = CxoneExisting::Overwritten;
    /// Have the list's skill started, which `consent` names; else no skill is, whatever it names.
    CxoneSkillStart start = CxoneSkillStart::No;
};

/// What became of a file as a whole. The API tells of no single row, so that only a reading of the list proves a
/// record's fate.
struct CxoneUploadOutcome
{
    /// Accepted: its job is complete. Rejected: refused, nothing has changed. Unknown: it left, and all of it, a part
    /// or nothing was taken, perhaps only later: see CxoneUploads::settle(). NotSent: nothing has left.
    WriteFate fate = WriteFate::NotSent;
    QString jobId; ///< Empty: not told.
    std::optional<ApiError> error; ///< Unless Accepted.
};

/// Files that calling lists take as jobs, and the skills that would dial because of them. GUI thread; the transport
/// outlives it.
class CxoneUploads
{
public:
    /// More fit into a file, but then one lost answer leaves them all in doubt, and the line is busy for long.
    static constexpr qsizetype rowsPerUpload = 5000;
    /// Waits between looks at a job; each is half as long again as the one before.
    static constexpr std::chrono::milliseconds firstLook{500}, longestLook{15'000};
    /// So long a job may be told of as unknown: it was taken a moment ago (F15).
    static constexpr std::chrono::seconds unknownJob{30};
    /// So long a job is waited for, and the time for each of its rows besides. What the platform needs is not known.
    static constexpr std::chrono::minutes jobPatience{15};
    static constexpr std::chrono::milliseconds rowPatience{10};
    /// settle() looks at jobs of so many days, and a second time after so long: what was sent just before a Muster
    /// was killed may not be a job yet.
    static constexpr int settleDays = 3;
    static constexpr std::chrono::seconds secondLook{2};
    /// Where a list has no end of its own, its records are to stay for so many years.
    static constexpr int yearsWithoutEnd = 10;

    explicit CxoneUploads(ApiTransport &transport);

    /// The skills of the list. One of whose state the service says nothing that can be used (403, 404, another shape)
    /// is Unknown, which is to be taken for running; of a question that failed otherwise nothing is said at all.
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> dialers(QString listId, CallObserver *observer,
                                                             std::stop_token stop);

    /// One attempt, then looks at its job until that is over. Starts no skill unless it is told to, and then only the
    /// list's only one, of the name that was typed (Refused, see startFault()). Before it sends anything it looks
    /// which skills dial from the list: while one of them may be running and `consent` does not name it, the outcome is
    /// NotSent with Refused "skill_running" and the skill's name as subject. (A skill that is started after that look
    /// dials all the same: the API has no way to rule that out.)
    ///
    /// `stop`: a file on its way is awaited for up to 10 s (F105); a job under way goes on by itself and is Unknown. It
    /// is not cancelled: that would leave a part of the file taken, nobody could tell which, and a reading after
    /// settle() proves what there is either way.
    [[nodiscard]] QCoro::Task<CxoneUploadOutcome> upload(CxoneUpload given, CallObserver *observer,
                                                         std::stop_token stop);

    /// Until no job of that list is under way, whoever began it: a reading that is to prove fates comes after it.
    /// TimedOut "upload_under_way" when it takes longer than jobPatience; the kinds of any read.
    [[nodiscard]] QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer, std::stop_token stop);

private:
    struct Job
    {
        QString id;
        qsizetype rows = 0;
    };
    [[nodiscard]] QCoro::Task<CxoneUploadOutcome> finished(Job job, CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<bool>> isBusy(QString listId, CallObserver *observer, std::stop_token stop);

    ApiTransport &m_transport;
};

} // namespace muster
