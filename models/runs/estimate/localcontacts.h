// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/contactsfile.h"
#include "models/lists/contacttable.h"
#include "models/sinks/recordsink.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <deque>
#include <functional>
#include <string>

namespace muster {

class TenantConnection;
class TenantSession;

/// Pages of a segment into columns in memory, where an export writes a file. A contact met before is not taken again
/// (F70, F71: the first version stays). One worker thread at a time.
class ContactsSink final : public RecordSink
{
public:
    static inline const QString idField = QStringLiteral("contactId"); ///< As exports call it.

    /// Shared with whoever waits for the contacts.
    struct Outcome
    {
        std::function<void(qint64 rows)> noted; ///< Is told of every page by the worker; may be empty.
        SharedContactColumns contacts; ///< Behind complete().
        qint64 quarantined = 0; ///< Behind complete(): contacts that are not among them (F62).
    };

    /// `attributes`: as the pages have them. The contact id stands before them as a field of its own.
    ContactsSink(const QStringList &attributes, const ContactLimits &limits, std::shared_ptr<Outcome> outcome);

    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_checkpoint; }
    /// Errors of ContactColumnsBuilder::append().
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override;
    [[nodiscard]] Result<void> sync() override { return {}; }
    [[nodiscard]] Result<Completed> complete(const QJsonObject &facts, const std::stop_token &) override;

private:
    [[nodiscard]] bool isNew(std::string_view id);

    const std::shared_ptr<Outcome> m_outcome;
    const std::uint64_t m_seed;
    ContactColumnsBuilder m_builder;
    SinkCheckpoint m_checkpoint;
    IdIndex m_index;
    std::deque<std::string> m_ids; ///< Of the rows.
    std::vector<std::string_view> m_cells; ///< Of one row.
};

} // namespace muster

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// The contacts that estimates are made on: of a file, a list or a segment, read on workers. One source at a
/// time; a newer one takes the place of what is still being read, which is never told of. What is at hand stays until
/// the next is there whole: a part would give wrong shares. GUI thread, which is never held.
class LocalContacts : public QObject
{
    Q_OBJECT

public:
    enum class Kind { None, File, List, Segment };
    Q_ENUM(Kind)
    struct Source
    {
        Kind kind = Kind::None;
        QString name; ///< The file with its folder; the name of the list or segment.
        QString id = {}; ///< Of the tenant's list or segment, else empty.
        bool operator==(const Source &) const = default;
    };

    explicit LocalContacts(QObject *parent = nullptr, const ContactLimits &limits = {});
    ~LocalContacts() override;

    /// Without `format` it is guessed. Errors of readContactsFile().
    void readFile(const QString &file, const std::optional<TableFormat> &format = std::nullopt);
    /// What the table holds now, shared with it. The number's column becomes the field `phoneName`.
    void takeList(const QString &name, std::shared_ptr<const ContactTable::Snapshot> table,
                  const QString &idName = QStringLiteral("id"), const QString &phoneName = QStringLiteral("phone"));
    /// All contacts of the tenant's list; `id`, `phone` and the other members are the fields. Errors of ListReader: a
    /// list that did not come whole is refused (F67, F68, F72); BadInput "contacts_empty"; LimitExceeded
    /// "contacts_too_many", "contacts_too_large" (subject: the limit in rows, or in MiB).
    void readList(const TenantSession &session, const QString &listId, const QString &name);
    /// All contacts of the segment with its valid attributes, page by page as an export reads them. Errors of
    /// SegmentsClient and PageFetcher; BadInput "contacts_empty", LimitExceeded of ContactColumnsBuilder.
    void readSegment(const TenantSession &session, const QString &segmentId, const QString &name);
    /// Ends what is being read; what is at hand stays.
    void cancel();
    void clear(); ///< Nothing is at hand any more.

    [[nodiscard]] const SharedContactColumns &contacts() const { return m_contacts; } ///< nullptr: none.
    [[nodiscard]] const Source &source() const { return m_source; } ///< Of contacts().
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    /// contacts() lacks some that the source has, since they came without a usable id (F62).
    [[nodiscard]] bool isPart() const { return m_isPart; }
    /// Fields of later rows that could not be read, see ContactsFile::unreadFields.
    [[nodiscard]] const QStringList &unreadFields() const { return m_unreadFields; }

Q_SIGNALS:
    void loading(const muster::LocalContacts::Source &source);
    /// Some times a second; `share` is negative when nobody knows how much there is.
    void progressed(qint64 rows, double share);
    void loaded();
    void failed(const muster::ApiError &error);
    /// Nothing is being read any more, and neither loaded() nor failed() comes.
    void cancelled();
    void cleared();

private:
    struct Answer;
    struct Work;
    struct Progress;
    using Self = QPointer<LocalContacts>;

    void begin(const Source &source);
    void end(const Result<Answer> &answer);
    void stop();
    void release();
    void makeColumns(const QString &name, std::shared_ptr<const ContactTable::Snapshot> table, const QString &idName,
                     const QString &phoneName, bool isPart);
    static QCoro::Task<void> answerList(Self self, std::shared_ptr<TenantConnection> connection, QString listId,
                                        QString name, ContactLimits limits, std::shared_ptr<Progress> progress,
                                        std::stop_token stop);
    static QCoro::Task<void> answerSegment(Self self, std::shared_ptr<TenantConnection> connection, QString segmentId,
                                           ContactLimits limits, std::shared_ptr<Progress> progress,
                                           std::stop_token stop);

    const ContactLimits m_limits;
    SharedContactColumns m_contacts;
    Source m_source, m_next;
    QStringList m_unreadFields;
    std::shared_ptr<Progress> m_progress;
    QTimer m_ticks;
    std::unique_ptr<Work> m_work; ///< Of files and lists.
    std::stop_source m_stop; ///< Of what the tenant is asked for.
    bool m_isLoading = false;
    bool m_isPart = false;
};

} // namespace muster
