// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "models/items/runmodels.h"
#include "sweptpages.h"
#include "tests/support/fakerun.h"
#include "tests/support/mnemonics.h"
#include "ui/common/theme.h"

#include "tests/support/testprogram.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QDirIterator>
#include <QLabel>
#include <QRegularExpression>

using namespace muster;
using namespace muster::test;

namespace tst_sweep {

/// What every window owes to those who do not see it: each thing that takes the focus has an accessible name, each cell
/// that is painted has words, each underlined letter leads to one thing. And that no window is forgotten here.
class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void pages_data() { addPages(); }
    void pages()
    {
        const std::unique_ptr<QWidget> widget(open());
        for (QWidget *child : widget->findChildren<QWidget *>()) {
            if (const auto *label = qobject_cast<QLabel *>(child); label && !label->pixmap(Qt::ReturnByValue).isNull())
                continue;
            // The list behind a combo box is Qt's own and speaks for the box; so does what hands its focus on.
            if (child->inherits("QComboBoxListView") || child->focusProxy() || child->isHidden()
                || child->focusPolicy() == Qt::NoFocus || !(child->focusPolicy() & Qt::TabFocus)
                || child->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY(face);
            const QString name = face->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(),
                     qPrintable(QString::fromLatin1(child->metaObject()->className()) + u' ' + child->objectName()
                                + QStringLiteral(" in ")
                                + QString::fromLatin1(child->parentWidget()->metaObject()->className())));
        }
    }

    void noLetterIsUnderlinedTwice_data() { addPages(); }
    void noLetterIsUnderlinedTwice()
    {
        const std::unique_ptr<QWidget> widget(open());
        const QStringList twice = Mnemonics::takenTwiceOnAnyPage(*widget);
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
    }

    void paintedCellsHaveWords_data() { addPages(); }
    void paintedCellsHaveWords()
    {
        const std::unique_ptr<QWidget> widget(open());
        for (const QAbstractItemView *view : widget->findChildren<QAbstractItemView *>()) {
            if (const QAbstractItemModel *model = view->model(); model && !view->inherits("QHeaderView"))
                checkCells(*view, *model, {});
            if (QTest::currentTestFailed())
                return;
        }
    }

    void noWindowIsForgotten()
    {
        QSet<QString> swept;
        FakeRun run(QStringLiteral("x"));
        RunListModel runs;
        runs.add(&run);
        for (int page = 0; page < sweptNames.size(); ++page) {
            const std::unique_ptr<QWidget> widget(makeSwept(page, &runs));
            QList<QWidget *> all = widget->findChildren<QWidget *>();
            all << widget.get();
            for (const QWidget *one : std::as_const(all)) {
                for (const QMetaObject *meta = one->metaObject(); meta; meta = meta->superClass())
                    swept << QString::fromLatin1(meta->className()).section(QStringLiteral("::"), -1);
            }
        }
        QStringList forgotten = windowClasses();
        QVERIFY2(forgotten.size() > 60, "the headers were not found");
        forgotten.removeIf([&](const QString &name) { return swept.contains(name) || elsewhere().contains(name); });
        QVERIFY2(
            forgotten.isEmpty(),
            qPrintable(QStringLiteral("Not in the sweep, see sweptpages.h: ") + forgotten.join(QStringLiteral(", "))));
    }

private:
    /// The whole window is made of the others and needs a workspace; its own tests and the keyboard's use it. The other one
    /// asks a tenant as soon as it is made: tst_scrubtenantjourney.
    static QStringList elsewhere() { return {QStringLiteral("MainWindow"), QStringLiteral("ScrubGroupsPane")}; }

    static void addPages()
    {
        QTest::addColumn<int>("page");
        for (int i = 0; i < sweptNames.size(); ++i)
            QTest::newRow(qPrintable(sweptNames[i])) << i;
    }

    QWidget *open()
    {
        m_runs.reset();
        m_run = std::make_unique<FakeRun>(QStringLiteral("x"));
        m_runs = std::make_unique<RunListModel>();
        m_runs->add(m_run.get());
        QWidget *widget = makeSwept(*static_cast<int *>(QTest::qData("page", qMetaTypeId<int>())), m_runs.get());
        widget->resize(1100, 740);
        widget->show();
        return widget;
    }

    /// As Qt's tables are read: the accessible text of a cell, else what it shows.
    static QString wordsOf(const QModelIndex &cell)
    {
        const QString words = cell.data(Qt::AccessibleTextRole).toString();
        if (words.endsWith(QStringLiteral(": "))) // the column's title and nothing behind it
            return {};
        return words.isEmpty() ? cell.data().toString() : words;
    }

    static void checkCells(const QAbstractItemView &view, const QAbstractItemModel &model, const QModelIndex &parent)
    {
        const int rows = std::min(model.rowCount(parent), 50);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex cell = model.index(row, column, parent);
                const bool isPainted = cell.data(ToneRole).isValid() || cell.data(ShareRole).isValid()
                    || cell.data(Qt::DecorationRole).isValid() || cell.data(Qt::CheckStateRole).isValid();
                QVERIFY2(!isPainted || !wordsOf(cell).trimmed().isEmpty(),
                         qPrintable(QStringLiteral("%1 (%2): row %3, column %4 is painted without words")
                                        .arg(view.objectName(), QString::fromLatin1(model.metaObject()->className()))
                                        .arg(row)
                                        .arg(column)));
            }
            checkCells(view, model, model.index(row, 0, parent));
        }
    }

    /// The widgets that the headers of ui declare.
    static QStringList windowClasses()
    {
        static const QRegularExpression form(QStringLiteral(
            "\\nclass ([A-Z][A-Za-z]+(?:Page|Pane|Dialog|Form|View|Sheet|Window|Editor|Strip|Area|Box|Bar|Panel|Table))"
            "(?: final)? : public (?:Q[A-Z]|StepArguments|ConfirmPage)[A-Za-z]*\\n"));
        QStringList names;
        QDirIterator headers(QStringLiteral(MUSTER_UI_HEADERS), {QStringLiteral("*.h")}, QDir::Files,
                             QDirIterator::Subdirectories);
        while (headers.hasNext()) {
            QFile file(headers.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QRegularExpressionMatchIterator found = form.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext())
                names << found.next().captured(1);
        }
        names.sort();
        return names;
    }

    std::unique_ptr<FakeRun> m_run;
    std::unique_ptr<RunListModel> m_runs;
};

MUSTER_TEST(TestSweep, QApplication)

} // namespace tst_sweep
#include "tst_sweep.moc"
