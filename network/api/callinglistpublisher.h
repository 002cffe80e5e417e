// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/callinglist.h"
#include "network/wire/limits.h"
#include "network/wire/result.h"
#include "network/wire/segment.h"

#include <QCoro/QCoroTask>
#include <QMap>
#include <functional>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// New calling lists and the people in them. None of its calls starts anything that dials, nor gives a list to it: what
/// is made here lies until a person takes it up elsewhere. Neutral values only; files, jobs and codecs belong to the
/// dialect. GUI thread. Reads retry by the connection's table; a write is one attempt, never repeated here: what to do
/// after a doubt is the run's decision, journalled by it.
class CallingListPublisher
{
public:
    virtual ~CallingListPublisher() = default;
    CallingListPublisher(const CallingListPublisher &) = delete;
    CallingListPublisher &operator=(const CallingListPublisher &) = delete;

    /// Of one write, and the waits between its tries.
    [[nodiscard]] RetryTable retry() const;
    [[nodiscard]] virtual qsizetype peoplePerCall() const = 0;
    /// What a field of people who were read from the tenant is called as a column of a new list.
    [[nodiscard]] virtual QString columnFor(const QString &field) const = 0;
    /// What of a contact that a list had can be put into a new one: values by column, id and number aside. `members`: as
    /// RecordPage::extras() gave it. BadInput where the contact would not be the same. Any thread.
    [[nodiscard]] virtual Result<QMap<QString, QString>> restoredColumns(const QByteArray &members) const = 0;
    /// Why no such list could be made: BadInput "list_name" (blank, or longer than the service takes), "list_columns"
    /// (one of them is empty, twice, or a name of the list's own; the subject), "list_expires" (no day).
    [[nodiscard]] virtual std::optional<ApiError> fault(const NewCallingList &list) const = 0;
    /// Says of a person what keeps him out of such a list: BadInput "person_id", "person_number" (no 10 to 15 digits),
    /// "person_too_long" (all he has together), "person_characters"; the subject is the column. Any thread, one at a
    /// time. fault() found nothing.
    using Judge = std::function<std::optional<ApiError>(const CallingListPerson &person)>;
    [[nodiscard]] virtual Judge judge(const NewCallingList &list) const = 0;

    /// The list that has that very name; nothing: none has. UnexpectedShape "calling_list_twice" where more than one
    /// has.
    [[nodiscard]] virtual QCoro::Task<Result<std::optional<NamedCallingList>>>
    find(QString name, CallObserver *observer, std::stop_token stop) = 0;
    /// One attempt. Without a skill.
    [[nodiscard]] virtual QCoro::Task<NewCallingListAnswer> make(NewCallingList list, CallObserver *observer,
                                                                 std::stop_token stop)
        = 0;
    /// One attempt, then waits until the service has done what it was given. At most peoplePerCall(), whom judge() has
    /// nothing against. NotSent with Refused "skill_running" where something dials from the list by now.
    [[nodiscard]] virtual QCoro::Task<AddPeopleAnswer> add(QString listId, std::shared_ptr<const NewCallingList> list,
                                                           QList<CallingListPerson> people, CallObserver *observer,
                                                           std::stop_token stop)
        = 0;
    /// Until nothing that was sent to the list is under way any more: a reading that is to prove who is there comes
    /// after it.
    [[nodiscard]] virtual QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer, std::stop_token stop)
        = 0;
    /// How the list is read back as an audience segment: everybody in it, with the number first and then the columns.
    [[nodiscard]] virtual SegmentQuery reading(const QString &listId, const NewCallingList &list) const = 0;

protected:
    /// The transport outlives the client.
    explicit CallingListPublisher(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

private:
    ApiTransport &m_transport;
};

} // namespace muster
