// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least that a Qt program with a window can be: one table, as large as Muster's window. Says its own mark like it.

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QMainWindow>
#include <QTableWidget>
#include <chrono>
#include <cstdio>

namespace {

// Tells once, when the window has been painted and there is nothing left to do.
class Mark : public QTableWidget
{
public:
    using QTableWidget::QTableWidget;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableWidget::paintEvent(event);
        if (m_reported)
            return;
        m_reported = true;
        const auto *dispatcher = QAbstractEventDispatcher::instance();
        m_idle = connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            disconnect(m_idle);
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            std::fprintf(stderr, "start-up %lld\n",
                         static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
        });
    }

private:
    bool m_reported = false;
    QMetaObject::Connection m_idle;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    auto *table = new Mark(100, 8, &window);
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < table->columnCount(); ++column)
            table->setItem(row, column, new QTableWidgetItem(QString::number(row * 8 + column)));
    }
    window.setCentralWidget(table);
    window.resize(1280, 768);
    window.show();
    return QApplication::exec();
}
