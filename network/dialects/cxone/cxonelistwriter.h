// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/cxone/cxonemerge.h"
#include "network/dialects/cxone/cxoneuploads.h"

#include <QSet>

namespace muster {

/// What became of a batch of values.
struct CxoneListWritten
{
    QList<ContactFate> contacts; ///< In the order of the batch; empty: nothing has left for any of them.
    std::optional<ApiError> error; ///< What ended the work on the batch, if anything did.
    SkillStart skillStart = SkillStart::None; ///< Of DialConsent::starts.
};

/// Writes values into contacts that a calling list has: reads the list, lays the values over what its contacts hold,
/// uploads files, and reads the list again; only what it shows then counts as applied. See
/// resources/decisions/cxone-enrichment.md. GUI thread; the transport outlives it.
class CxoneListWriter
{
public:
    /// Of a batch at most. Each costs two readings of the whole list, so they are large; but a lost answer leaves them
    /// all in doubt.
    static constexpr int contactsPerBatch = 20'000;
    /// What an upload does unasked is not known: it must show on few. So the first file for a list is small, and the
    /// others follow once what it did was looked at.
    static constexpr int rowsAhead = 25;
    /// Readings of a list that moves meanwhile, and tries of a page that comes cut.
    static constexpr int mostReadings = 3, mostPageTries = 3;

    explicit CxoneListWriter(ApiTransport &transport);

    /// Before anything is read it is waited for that no upload of the list is under way: what an earlier life of a run
    /// has sent shows in that reading, and is not sent again. Contacts without a place in the list get no one made.
    ///
    /// Beside the fates: Refused "skill_running", "upload_changed_nothing" (no contact of the file has changed although
    /// the job is complete); Conflict "other_values_changed" (the subject names attributes), "upload_cancelled";
    /// TimedOut "upload_under_way", "list_moves"; BadInput "schema_changed"; the kinds of reads and of an upload.
    /// Of a file that was refused as a whole the contacts are NotSent: it was not for what any of them is.
    ///
    /// A skill that is to be started (DialConsent::starts) is started by the last file, so that nobody is called before
    /// all values are there; where the list has them already there is no file, and no start.
    [[nodiscard]] QCoro::Task<CxoneListWritten> write(std::shared_ptr<const EnrichmentBatch> batch, DialConsent consent,
                                                      CallObserver *observer, std::stop_token stop);

private:
    using Merge = std::shared_ptr<CxoneMerge>;
    struct Sent
    {
        std::optional<ApiError> error; ///< What ended the sending.
        SkillStart start = SkillStart::None;
    };

    /// Files of the contacts that are left, until none is, or what ended that.
    [[nodiscard]] QCoro::Task<Sent> sendFiles(Merge merge, QString listId, DialConsent consent, CallObserver *observer,
                                              std::stop_token stop);
    /// What kept it from being proved, or what it did besides.
    [[nodiscard]] QCoro::Task<Sent> sendFile(Merge merge, CxoneUpload upload, CallObserver *observer,
                                             std::stop_token stop);
    /// The whole list, decoded and compared on a worker.
    [[nodiscard]] QCoro::Task<Result<void>> read(Merge merge, CxoneMerge::Look look, QString listId,
                                                 CallObserver *observer, std::stop_token stop);
    /// Whether nothing moved meanwhile.
    [[nodiscard]] QCoro::Task<Result<bool>> readOnce(Merge merge, CxoneMerge::Look look, QString listId,
                                                     CallObserver *observer, std::stop_token stop);

    ApiTransport &m_transport;
    CxoneUploads m_uploads;
    QSet<QString> m_proved; ///< Lists that an upload changed as it was to, and in nothing else.
};

} // namespace muster
