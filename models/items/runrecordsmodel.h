// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/runhistory.h"

#include <QSet>
#include <stop_token>

namespace muster {

/// All runs that were ever begun, newest first, as far as they have been scrolled to: a page is read when the view
/// comes to its end. Filters are the history's (see RunFilter); what was asked for before the filter changed is
/// dropped. GUI thread; nothing is read on it.
class RunRecordsModel : public RowsModel<RunRecord>
{
    Q_OBJECT

public:
    enum Column { Title, Connection, State, Records, Started, Took, Latency, Fill, ColumnCount };
    static constexpr int pageSize = 100;

    /// `history` outlives the model.
    explicit RunRecordsModel(RunHistory &history, QObject *parent = nullptr);
    ~RunRecordsModel() override;

    void setFilter(const RunFilter &filter);
    [[nodiscard]] const RunFilter &filter() const { return m_filter; }
    void setActive(const QSet<QString> &runIds); ///< Those that go on in this program.
    /// Reads anew what is newer and what has changed; as many rows as before stay, in their places.
    void refresh();
    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// Why the last page could not be read; nullopt: it could.
    [[nodiscard]] const std::optional<ApiError> &fault() const { return m_fault; }
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not among those that were read.

    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageRead(); ///< Or not, see fault().

private:
    void read(int count, const std::optional<RunPlace> &before);
    void take(const Result<QList<RunRecord>> &page, int asked, bool isFirst);

    RunHistory &m_history;
    RunFilter m_filter;
    QSet<QString> m_active;
    std::stop_source m_overtaken; ///< Of the page that is being read.
    std::optional<ApiError> m_fault;
    bool m_isReading = false;
    bool m_isWhole = false; ///< There are no more.
};

} // namespace muster
