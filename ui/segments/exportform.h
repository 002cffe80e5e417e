// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/segment.h"
#include "ui/common/forward.h"

#include <QWidget>

class QDateEdit;
class QTreeView;

namespace muster {

class ExportColumnsModel;
class ExportProtection;
class RecordsConsent;

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

/// The first side of the export sheet: attributes, filters, file. Makes an ExportOrder of what is entered; judges
/// nothing.
class ExportForm : public QWidget
{
    Q_OBJECT

public:
    explicit ExportForm(QWidget *parent = nullptr);
    /// Empties the form for a segment. `age` is how old its data is, shown beside the freshness override; `today` is
    /// UTC.
    void start(const SegmentDefinition &definition, std::chrono::seconds age, std::chrono::seconds limit, int pageSize,
               const QString &folder, const QDate &today);
    void setTextProfile(TextProfile profile); ///< What was remembered.
    /// What an earlier order said, after start() for its segment: attributes, filters, format, webhook, page size, and
    /// a free name beside its file. Days, and whether old data may be exported, are asked anew.
    void take(const ExportOrder &order);
    /// What is entered; profile, environment and segment are the caller's.
    void fill(ExportOrder &order) const;
    void setFill(const QStringList &names, const QList<double> &fill);
    /// Where the form asks for the key of pseudonyms to be replaced.
    [[nodiscard]] ExportProtection *protection() const { return m_protection; }
    [[nodiscard]] QString missing() const; ///< What must be entered first; empty: nothing.

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildColumns();
    QWidget *buildFilters();
    QWidget *buildDays();
    QWidget *buildFile();
    void buildFileRows(QFormLayout *form);
    FilterRow *addFilter();
    void clearFilters();
    void moveCurrent(int direction);
    void chooseFile();
    void suggestFile();
    /// The ending of a name that the person chose, where it is one of the formats.
    void renameForFormat();
    void showFormat();
    void showHints();
    [[nodiscard]] FileFormat format() const;
    [[nodiscard]] QUrl webhook() const;
    void startDays(const QDate &today);

    SegmentDefinition m_definition;
    ExportColumnsModel *m_columns = nullptr;
    QTreeView *m_columnView = nullptr;
    PlainLabel *m_columnCount = nullptr;
    ExportProtection *m_protection = nullptr;
    QVBoxLayout *m_filterLines = nullptr;
    QList<FilterRow *> m_filters;
    QWidget *m_days = nullptr; ///< Of a segment that is read by days.
    QDateEdit *m_from = nullptr;
    QDateEdit *m_to = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_profile = nullptr;
    PlainLabel *m_profileHint = nullptr;
    QLineEdit *m_file = nullptr;
    QCheckBox *m_replace = nullptr;
    QLineEdit *m_webhook = nullptr;
    RecordsConsent *m_records = nullptr;
    QSpinBox *m_pageSize = nullptr;
    QCheckBox *m_ignoreAge = nullptr;
    QString m_folder;
    bool m_fileTyped = false; ///< The person chose a name: no more suggestions.
};

} // namespace muster
