// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/tickedrowsmodel.h"
#include "models/scrub/scrub.h"
#include "network/wire/donotcall.h"

namespace muster {

/// Imported registries; those that are ticked are scrubbed against. New ones are ticked.
class RegistriesModel final : public TickedRowsModel<Registry>
{
    Q_OBJECT

public:
    enum Column { Name, AsOf, Entries, ColumnCount };

    explicit RegistriesModel(QObject *parent = nullptr);
    void setRegistries(const QList<Registry> &registries, const QDate &today);

Q_SIGNALS:
    void chosenChanged();

private:
    void noteChosen() override { Q_EMIT chosenChanged(); }

    QDate m_today;
};

/// Do-not-call groups of a tenant; those that are ticked are scrubbed against. New ones are not.
class ScrubGroupsModel final : public TickedRowsModel<DoNotCallGroup>
{
    Q_OBJECT

public:
    enum Column { Name, Entries, ColumnCount };

    explicit ScrubGroupsModel(QObject *parent = nullptr);
    void setGroups(const QList<DoNotCallGroup> &groups);

Q_SIGNALS:
    void chosenChanged();

private:
    void noteChosen() override { Q_EMIT chosenChanged(); }
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
