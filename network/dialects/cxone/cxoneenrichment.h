// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/enrichmentclient.h"
#include "network/dialects/cxone/cxonemerge.h"
#include "network/dialects/cxone/cxoneuploads.h"

#include <QSet>

namespace muster {

/// Enrichment by uploads to calling lists. CXone has no campaigns in this sense: each calling list stands for itself,
/// with the skills that call from it. A batch is read, laid over what the contacts hold, uploaded as one file, and read
/// back; only what the list shows afterwards counts as applied. See resources/decisions/cxone-enrichment.md.
class CxoneEnrichment final : public EnrichmentClient
{
public:
    /// Each costs two readings of the whole list, so they are large; but a lost answer leaves them all in doubt.
    static constexpr int contactsPerUpload = 20'000;
    /// What an upload does unasked is not known: it must show on few. So the first file for a list is small, and the
    /// others follow once what it did was looked at.
    static constexpr int rowsAhead = 25;
    /// Readings of a list that moves meanwhile, and tries of a page that comes cut.
    static constexpr int mostReadings = 3, mostPageTries = 3;

    explicit CxoneEnrichment(ApiTransport &transport);

    [[nodiscard]] const EnrichmentLimits &limits() const override { return m_limits; }
    [[nodiscard]] QCoro::Task<Result<QList<Campaign>>> campaigns(CallObserver *observer, std::stop_token stop) override;
    /// NotFound "campaign_unknown" where there is no such list.
    [[nodiscard]] QCoro::Task<Result<Campaign>> campaign(QString campaignId, CallObserver *observer,
                                                         std::stop_token stop) override;
    /// The fields that can be written, all of them text. BadInput "no_writable_columns" where there is none.
    [[nodiscard]] QCoro::Task<Result<ListSchema>> schema(QString listId, CallObserver *observer,
                                                         std::stop_token stop) override;
    /// There is none: NotSent with "operation_unavailable".
    [[nodiscard]] QCoro::Task<RefreshAnswer> refresh(QString listId, CallObserver *observer,
                                                     std::stop_token stop) override;

private:
    using Merge = std::shared_ptr<CxoneMerge>;

    /// Before anything is read it is waited for that no upload of the list is under way: what an earlier life of a run
    /// has sent shows in that reading, and is not sent again. Contacts without a place in the list get no one made.
    ///
    /// Beside the fates: Refused "skill_running", "upload_changed_nothing" (no contact of the file has changed although
    /// the job is complete); Conflict "other_values_changed" (the subject names attributes), "upload_cancelled";
    /// TimedOut "upload_under_way", "list_moves"; BadInput "schema_changed"; the kinds of reads and of an upload.
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                          DialConsent consent, CallObserver *observer,
                                                          std::stop_token stop) override;
    /// Files of the contacts that are left, until none is; its answer is without the fates.
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> sendFiles(Merge merge, QString listId, DialConsent consent,
                                                          CallObserver *observer, std::stop_token stop);
    /// What kept it from being proved, or what it did besides.
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> sendFile(Merge merge, CxoneUpload upload, CallObserver *observer,
                                                                std::stop_token stop);
    /// The whole list, decoded and compared on a worker.
    [[nodiscard]] QCoro::Task<Result<void>> read(Merge merge, CxoneMerge::Look look, QString listId,
                                                 CallObserver *observer, std::stop_token stop);
    /// Whether nothing moved meanwhile.
    [[nodiscard]] QCoro::Task<Result<bool>> readOnce(Merge merge, CxoneMerge::Look look, QString listId,
                                                     CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<QHash<QString, Dialer::State>> skillStates(CallObserver *observer, std::stop_token stop);

    const EnrichmentLimits m_limits;
    CxoneUploads m_uploads;
    QSet<QString> m_proved; ///< Lists that an upload changed as it was to, and in nothing else.
};

/// CXone tells nobody of contacts.
class CxoneWebhooks final : public WebhooksClient
{
public:
    explicit CxoneWebhooks(ApiTransport &transport);

    [[nodiscard]] const WebhookLimits &limits() const override { return m_limits; }

private:
    /// Never asked for: there is no event that a registration could name.
    [[nodiscard]] QCoro::Task<WebhookAnswer> sendRegistration(WebhookRegistration registration, CallObserver *observer,
                                                              std::stop_token stop) override;

    const WebhookLimits m_limits;
};

} // namespace muster
