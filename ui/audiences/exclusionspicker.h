// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;
class QStringListModel;

namespace muster {

class PlainLabel;

/// Audiences whose members are left out: typed as a name or an id, checked when added. What is no uuid, is there
/// already, or is the audience itself, is refused with the reason.
class ExclusionsPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ExclusionsPicker(QWidget *parent = nullptr);
    /// Whose names can be typed. `ownId`: the audience that is edited, empty while it has none.
    void setKnown(const QList<AudienceSummary> &audiences, const QString &ownId);
    void setExclusions(const QStringList &ids); ///< As they are, without a check.
    [[nodiscard]] const QStringList &exclusions() const { return m_ids; }

Q_SIGNALS:
    void changed(); ///< By the person.

private:
    void add();
    void removeSelected();
    void showList();
    /// What was typed as an id; empty: see `why`.
    [[nodiscard]] QString typedId(QString &why) const;
    [[nodiscard]] QString nameOf(const QString &id) const; ///< Empty: not known.

    QList<AudienceSummary> m_known;
    QString m_ownId;
    QStringList m_ids;
    QLineEdit *m_edit = nullptr;
    QStringListModel *m_names = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    PlainLabel *m_problem = nullptr;
};

} // namespace muster
