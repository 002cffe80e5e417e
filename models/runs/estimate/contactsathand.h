// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactsfile.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantConnection;
class TenantSession;

/// The contacts that estimates are made on: of a file, a list or a segment, read on workers. One source at a
/// time; a newer one takes the place of what is still being read, which is never told of. What is at hand stays until
/// the next is there whole: a part would give wrong shares. GUI thread, which is never held.
class ContactsAtHand : public QObject
{
    Q_OBJECT

public:
    enum class Kind { None, File, List, Segment };
    Q_ENUM(Kind)
    struct Source
    {
        Kind kind = Kind::None;
        QString name; ///< The file with its folder; the name of the list or segment.
        bool operator==(const Source &) const = default;
    };

    explicit ContactsAtHand(QObject *parent = nullptr, const ContactLimits &limits = {});
    ~ContactsAtHand() override;

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
    void loading(const muster::ContactsAtHand::Source &source);
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
    using Self = QPointer<ContactsAtHand>;

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

Q_DECLARE_METATYPE(muster::ContactsAtHand::Source)
