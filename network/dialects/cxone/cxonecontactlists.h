// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/contactlistsclient.h"
#include "network/dialects/cxone/cxonelistwriter.h"
#include "network/dialects/cxone/cxoneuploads.h"

namespace muster {

/// Calling lists as contact lists. What the API cannot do of single records is done with files: corrected numbers go
/// through CxoneListWriter; restored contacts are uploaded, many in one file, and only the run's reading proves of a
/// record what became of it (Accepted). Removal takes many as well, by the list's name and by ids that are numbers.
///
/// Of a record's numbers the first one counts; one that has several is not corrected. The platform keeps digits, so
/// that "12125550101" and "+1 212 555-0101" are one number to it. Which columns of a file hold id and number the API
/// does not tell: they are options of the connection.
class CxoneContactLists final : public ContactListsClient
{
public:
    /// Of a page of records; the same as exports ask for.
    static constexpr int recordsPerPage = 1000;
    static constexpr int removalsPerCall = 100;
    static constexpr int attemptsPerPage = 1000;
    static constexpr int mostAttemptPages = 5000; ///< An hour and more at the pace that a tenant may set.

    explicit CxoneContactLists(ApiTransport &transport);

    [[nodiscard]] ContactListLimits limits() const override;
    [[nodiscard]] QCoro::Task<Result<QList<ContactListSummary>>> list(CallObserver *observer,
                                                                      std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(QString listId, QByteArray cursor, int limit,
                                                    CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override;
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> dialers(QString listId, CallObserver *observer,
                                                             std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<CallAttempts>> attempts(QString listId, CallObserver *observer,
                                                             std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer,
                                                   std::stop_token stop) override;

private:
    /// Records that cannot be written are Rejected with BadInput and the rule (see CxoneUploadFile; of several numbers
    /// "upload_more_numbers"), the others go. Applied: the list shows the new number. Accepted: the job of the file is
    /// complete, and the list shows another number.
    ///
    /// What ends the work on the list, and not on this batch alone, is Refused: "skill_running",
    /// "other_values_changed", "upload_changed_nothing" (not where nothing is left to be sent), "upload_cancelled",
    /// "upload_under_way", "list_moves", a file or a question that was refused as a whole.
    [[nodiscard]] QCoro::Task<WriteAnswer> sendCorrections(QString listId, QList<ContactPhone> corrections,
                                                           DialConsent consent, CallObserver *observer,
                                                           std::stop_token stop) override;
    /// The list is named by its name: Refused "removal_name_twice" when another has that too, and nothing is sent.
    [[nodiscard]] QCoro::Task<WriteAnswer> sendPurges(QString listId, QStringList contactIds, CallObserver *observer,
                                                      std::stop_token stop) override;
    /// A contact that is in the list again is left as it is.
    [[nodiscard]] QCoro::Task<WriteAnswer> sendRestores(QString listId, QList<ContactPhone> contacts,
                                                        DialConsent consent, CallObserver *observer,
                                                        std::stop_token stop) override;

    /// A file, and why records are not in it.
    struct Made
    {
        CxoneUpload upload;
        QHash<QString, ApiError> leftOut; ///< By contact id.
    };
    [[nodiscard]] QCoro::Task<WriteAnswer> uploaded(Made made, QStringList contactIds, CallObserver *observer,
                                                    std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<QString>> onlyNameOf(QString listId, CallObserver *observer, std::stop_token stop);
    [[nodiscard]] WriteAnswer masked(WriteAnswer answer) const;

    CxoneUploads m_uploads;
    CxoneListWriter m_writer;
};

} // namespace muster
