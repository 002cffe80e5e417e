// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace muster {

/// One filter: attribute with completion, the operators that fit its type, the value.
class FilterRow : public QWidget
{
    Q_OBJECT

public:
    explicit FilterRow(const QList<SegmentAttribute> &attributes, QWidget *parent = nullptr);
    /// nullopt while no attribute of the segment is chosen.
    [[nodiscard]] std::optional<SegmentFilter> filter() const;
    void setFilter(const SegmentFilter &filter);

Q_SIGNALS:
    void changed();
    void removeAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] const SegmentAttribute *attribute() const;
    void takeOnlyMatch();
    void showOperators();

    QList<SegmentAttribute> m_attributes;
    QComboBox *m_attribute = nullptr;
    QComboBox *m_operator = nullptr;
    QLineEdit *m_value = nullptr;
};

} // namespace muster
