// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/callinglistpublisher.h"
#include "network/dialects/cxone/cxoneuploads.h"

namespace muster {

class ApiTransport;

/// New calling lists by the call that makes one, people by files that the list takes as jobs (CxoneUploads), all of it
/// proved by reading the list back (CxoneSegments). Never with a skill, and never with a consent to one that runs.
class CxoneListPublisher final : public CallingListPublisher
{
public:
    static constexpr qsizetype longestName = 100; ///< Not published; names of that length are shown whole everywhere.
    static constexpr qsizetype mostColumns = 50; ///< Not published, and a row has 512 characters in all.
    /// Digits of a number; what has fewer might be taken for one without its country.
    static constexpr qsizetype fewestDigits = 10, mostDigits = 15;

    explicit CxoneListPublisher(ApiTransport &transport);

    [[nodiscard]] qsizetype peoplePerCall() const override { return CxoneUploads::rowsPerUpload; }
    [[nodiscard]] QString columnFor(const QString &field) const override;
    [[nodiscard]] Result<QMap<QString, QString>> restoredColumns(const QByteArray &members) const override;
    [[nodiscard]] std::optional<ApiError> fault(const NewCallingList &list) const override;
    [[nodiscard]] Judge judge(const NewCallingList &list) const override;
    /// LimitExceeded "cursor_repeated" and "list_pages" as CxoneSegments::list(); UnexpectedShape "calling_list_twice"
    /// where two have that name.
    [[nodiscard]] QCoro::Task<Result<std::optional<NamedCallingList>>> find(QString name, CallObserver *observer,
                                                                            std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<NewCallingListAnswer> make(NewCallingList list, CallObserver *observer,
                                                         std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<AddPeopleAnswer> add(QString listId, std::shared_ptr<const NewCallingList> list,
                                                   QList<CallingListPerson> people, CallObserver *observer,
                                                   std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer,
                                                   std::stop_token stop) override;
    [[nodiscard]] SegmentQuery reading(const QString &listId, const NewCallingList &list) const override;

private:
    CxoneUploads m_uploads;
};

} // namespace muster
