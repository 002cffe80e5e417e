// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/scrub/scrub.h"

#include <QSet>

namespace muster {

/// Imported registries; those that are ticked are scrubbed against. New ones are ticked.
class RegistriesModel : public RowsModel<Registry>
{
    Q_OBJECT

public:
    enum Column { Name, AsOf, Entries, ColumnCount };

    explicit RegistriesModel(QObject *parent = nullptr);
    void setRegistries(const QList<Registry> &registries, const QDate &today);
    [[nodiscard]] QList<Registry> chosen() const; ///< In the order of the rows.

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    QSet<QString> m_left; ///< Ids of those that are not ticked.
    QDate m_today;
};

/// The first rows of a scrub that are taken out, and why.
class TakenOutModel : public RowsModel<ScrubbedRow>
{
    Q_OBJECT

public:
    enum Column { Row, Phone, Why, ColumnCount };
    static constexpr int most = 1000; ///< Rows that are shown; all of them go into a file.

    explicit TakenOutModel(QObject *parent = nullptr);
    /// nullptr empties it.
    void setScrub(std::shared_ptr<const Scrub> scrub, const QList<ScrubbedRow> &rows);

private:
    std::shared_ptr<const Scrub> m_scrub;
};

} // namespace muster
