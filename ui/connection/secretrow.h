// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/secret.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// The client secret: typed, handed over, forgotten by the field. Says where it went.
class SecretRow : public QWidget
{
    Q_OBJECT

public:
    enum class Place { NotEntered, BuiltIn, KeyStore, ThisRunOnly };

    explicit SecretRow(QWidget *parent = nullptr);
    /// For another secret than a tenant's: the field's object name and label, and what is said before one is entered.
    void setNames(const char *editName, const QString &label, const QString &notEntered);
    void setLabel(const QString &label); ///< What the secret is called.
    /// A second secret that goes with the first one, in a line of its own behind it; empty: there is none.
    void setSecondLabel(const QString &label);
    void setPlace(Place place);
    void clear();
    [[nodiscard]] bool hasTyped() const; ///< Something that was not handed over yet.
    void handOver(); ///< What is typed, if anything; as its button does.

Q_SIGNALS:
    void typed(); ///< It is another text now.
    void entered(const muster::Secret &secret);

private:
    [[nodiscard]] bool isWhole() const; ///< All that is asked for is typed.
    void watch(QLineEdit *edit);
    void showPlace();

    QLineEdit *m_edit = nullptr;
    QLineEdit *m_second = nullptr;
    QPushButton *m_keep = nullptr;
    StatusBadge *m_place = nullptr;
    QString m_notEntered;
    Place m_shown = Place::NotEntered;
};

} // namespace muster
